using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;
using Waypost.Dns.Zones;
using Waypost.Storage.AcmeDns;

namespace Waypost.Api.AcmeDns;

/// <summary>The HTTP API of acme-dns: <c>/acme-dns/register</c>, <c>/acme-dns/update</c> and <c>/acme-dns/health</c>.</summary>
public static class AcmeDnsEndpoints
{
    private const int MaximumNetworks = 100;

    public static void AddAcmeDns(this IServiceCollection services) => services.AddSingleton<ChallengeText>();

    public static void MapAcmeDns(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/acme-dns").ExcludeFromDescription();
        group.MapPost("/register", RegisterAsync);
        group.MapPost("/update", UpdateAsync);
        group.MapGet("/health", () => Results.Ok());
    }

    private static async Task<IResult> RegisterAsync(
        HttpContext context, IOptions<AcmeDnsOptions> options, ChallengeText challenges, AcmeDnsAccountRepository accounts, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, AcmeDnsJsonContext.Default.RegisterRequest);
        if (refusal is not null)
        {
            return refusal;
        }

        var key = await context.AuthenticateAsync();
        context.User = key.Principal ?? context.User;
        var mayWrite = key.Principal?.HasClaim(claim => claim is { Type: ApiKeyAuthentication.ScopeClaim, Value: Scopes.Admin or Scopes.Write }) == true;
        if (!mayWrite && !(options.Value.OpenRegistration && request!.Domain is null))
        {
            return Error(401, "unauthorized");
        }

        var networks = request!.Allowfrom ?? [];
        if (networks.Count > MaximumNetworks || networks.Any(network => !IPNetwork.TryParse(network, out _)))
        {
            return Error(400, "invalid_allowfrom_cidr");
        }

        var subdomain = Guid.NewGuid().ToString("D");
        var owner = request.Domain is null
            ? options.Value.Zone.Length == 0 ? null : RrsetNormalizer.NormalizeZoneName($"{subdomain}.{options.Value.Zone}")
            : RrsetNormalizer.NormalizeZoneName("_acme-challenge." + request.Domain.Replace("*.", "", StringComparison.Ordinal));
        if (owner is null || !challenges.IsHere(owner))
        {
            return Error(request.Domain is null ? 404 : 400, request.Domain is null ? "no_zone" : "bad_domain");
        }

        if (mayWrite && !challenges.IsAllowed(KeyAccess.Of(context), owner))
        {
            return Error(401, "unauthorized");
        }

        var (username, password) = await accounts.CreateAsync(new(subdomain, owner, networks, null), context.Actor(), cancellationToken);
        return Json(new Registration(networks, owner[..^1], password, subdomain, username), AcmeDnsJsonContext.Default.Registration, 201);
    }

    private static async Task<IResult> UpdateAsync(HttpContext context, ChallengeText challenges, AcmeDnsAccountRepository accounts, CancellationToken cancellationToken)
    {
        var (request, refusal) = await ReadAsync(context, AcmeDnsJsonContext.Default.UpdateRequest);
        if (refusal is not null)
        {
            return refusal;
        }

        var headers = context.Request.Headers;
        if (await accounts.AuthenticateAsync(headers["X-Api-User"].ToString(), headers["X-Api-Key"].ToString(), cancellationToken) is not { } account
            || !IsAllowed(account, context.Connection.RemoteIpAddress))
        {
            return Error(401, "forbidden");
        }

        if (request!.Subdomain != account.Subdomain)
        {
            return request.Subdomain is { } other && Guid.TryParseExact(other, "D", out _) ? Error(401, "forbidden") : Error(400, "bad_subdomain");
        }

        return !ChallengeText.IsValid(request.Txt) ? Error(400, "bad_txt")
            : await challenges.SetAsync(account, request.Txt!, cancellationToken) ? Json(new UpdateAnswer(request.Txt!), AcmeDnsJsonContext.Default.UpdateAnswer, 200)
            : Error(500, "db_error");
    }

    private static bool IsAllowed(AcmeDnsAccount account, IPAddress? address) =>
        account.AllowFrom.Count == 0
        || (address is not null && account.AllowFrom.Any(network => IPNetwork.Parse(network).Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)));

    // acme-dns takes a POST without a body as one of {}.
    private static async Task<(T? Value, IResult? Refusal)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            using var document = context.Request.ContentLength == 0 ? JsonDocument.Parse("{}") : await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return document.Deserialize(type) is { } value ? (value, null) : (default, Error(400, "malformed_json_payload"));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (default, Error(400, "malformed_json_payload"));
        }
    }

    private static IResult Error(int status, string error) => Json(new AcmeDnsError(error), AcmeDnsJsonContext.Default.AcmeDnsError, status);

    private static IResult Json<T>(T value, JsonTypeInfo<T> type, int status) => Results.Json(value, type, "application/json", status);
}
