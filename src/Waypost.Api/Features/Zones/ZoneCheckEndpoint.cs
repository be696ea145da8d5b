using System.Text;
using FluentValidation;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Names;
using Waypost.Dns.ZoneChecks;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>POST /v1/zones:check: a master file judged as named-checkzone judges it, and stored nowhere.</summary>
public static class ZoneCheckEndpoint
{
    private const int MaxProblems = 1000;

    public static void MapZoneCheck(this IEndpointRouteBuilder group) =>
        group.MapPost("/zones:check", Check)
            .AllowReadScope()
            .Accepts<ZoneCheckRequest>("application/json", TextBody.MasterFile)
            .Describe("checkZone", "Checks a master file without storing it: every error and warning, as named-checkzone finds them. A body of text/dns is a master file; the parameter name says of which zone.", 413, 415, 422)
            .Produces<ZoneCheckResult>();

    private static IResult Check(ZoneCheckBody body)
    {
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        if (RrsetNormalizer.NormalizeZoneName(body.Value.Name) is not { } name || !DnsName.TryParse(name, null, out var origin, out _))
        {
            return Problems.Invalid([new(body.NamePath, $"\"{body.Value.Name}\" is not a domain name")]);
        }

        var (problems, errors) = (new List<ZoneCheckProblem>(), 0);
        var text = body.Value.File;
        var file = ZoneFileCheck.Read(
            new MemoryStream(Encoding.UTF8.GetBytes(text.StartsWith('\ufeff') ? text[1..] : text)), Options(origin),
            message => Add(message.IsError, new ZoneCheckProblem(message.Text, message.Line, message.Column)));
        if (errors == 0)
        {
            ContentsChecker.Check(file.Contents, origin, new ZoneCheckOptions(), finding => Add(
                finding.IsError, new ZoneCheckProblem(finding.Text, Owner: RrsetNormalizer.RelativeOwner(name, finding.Owner), Type: finding.Type)));
        }

        return Results.Ok(new ZoneCheckResult(errors == 0, file.Contents.RecordCount, problems));

        void Add(bool isError, ZoneCheckProblem problem)
        {
            errors += isError ? 1 : 0;
            if (problems.Count < MaxProblems)
            {
                problems.Add(problem with { Severity = isError ? "error" : "warning" });
            }
        }
    }

    // named-checkzone's defaults.
    private static ZoneFileOptions Options(DnsName origin) => new()
    {
        Origin = origin,
        OutOfZone = CheckMode.Warn,
        CheckNames = CheckMode.Warn,
        MxAddress = CheckMode.Warn,
        NsAddress = CheckMode.Warn,
        NonTerminalWildcard = CheckMode.Warn,
        Time = TimeProvider.System,
    };
}

/// <summary>The body of POST /v1/zones:check: JSON, or a master file as text/dns with the zone's name in the query.</summary>
/// <param name="Refusal">The problem when the body cannot be used.</param>
public sealed record ZoneCheckBody(ZoneCheckRequest Value, string NamePath, IResult? Refusal)
{
    private static readonly ZoneCheckRequest Nothing = new("", "");

    public static async ValueTask<ZoneCheckBody?> BindAsync(HttpContext context)
    {
        if (TextBody.IsMasterFile(context.Request))
        {
            var name = context.Request.Query["name"].ToString();
            return name.Length == 0
                ? new(Nothing, "", Problems.Malformed("A body of text/dns needs the parameter name, for example ?name=example.com."))
                : new(new(name, await TextBody.ReadAsync(context)), "name", null);
        }

        if (!context.Request.HasJsonContentType())
        {
            return new(Nothing, "", Problems.OfStatus(415, "Send application/json, or a master file as text/dns."));
        }

        var request = await JsonBody.ReadAsync<ZoneCheckRequest>(context);
        var checks = await context.RequestServices.GetRequiredService<IValidator<ZoneCheckRequest>>().ValidateAsync(request, context.RequestAborted);
        return checks.IsValid ? new(request, "$.name", null) : new(Nothing, "", Problems.Invalid(checks));
    }
}
