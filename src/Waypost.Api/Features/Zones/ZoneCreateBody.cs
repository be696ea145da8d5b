using FluentValidation;
using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Features.Zones;

/// <summary>The body of POST /v1/zones: JSON, or a master file as text/dns with the zone's name in the query.</summary>
/// <param name="Refusal">The problem when the body cannot be used.</param>
public sealed record ZoneCreateBody(ZoneCreate Value, string NamePath, string FilePath, IResult? Refusal)
{
    private static readonly ZoneCreate Nothing = new("");

    public static async ValueTask<ZoneCreateBody?> BindAsync(HttpContext context)
    {
        if (TextBody.IsMasterFile(context.Request))
        {
            var name = context.Request.Query["name"].ToString();
            return name.Length == 0
                ? Refuse(Problems.Malformed("A body of text/dns needs the parameter name, for example ?name=example.com."))
                : new(new(name, await TextBody.ReadAsync(context)), "name", "$", null);
        }

        if (!context.Request.HasJsonContentType())
        {
            return Refuse(Problems.OfStatus(415, "Send application/json, or a master file as text/dns."));
        }

        var create = await JsonBody.ReadAsync<ZoneCreate>(context);
        var checks = await context.RequestServices.GetRequiredService<IValidator<ZoneCreate>>().ValidateAsync(create, context.RequestAborted);
        return checks.IsValid
            ? new(create, "$.name", "$.file", null)
            : Refuse(Problems.Invalid(checks));
    }

    private static ZoneCreateBody Refuse(IResult problem) => new(Nothing, "", "", problem);
}
