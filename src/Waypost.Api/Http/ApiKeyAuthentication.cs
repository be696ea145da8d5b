using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Storage.Auditing;

namespace Waypost.Api.Http;

/// <summary>Bearer API keys (RFC 6750): <c>Authorization: Bearer KEY</c>.</summary>
public sealed class ApiKeyAuthentication(
    KnownKeys keys,
    GuessingGuard guard,
    AuditRepository audit,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";
    private const string Prefix = "Bearer ";
    private const int LongestKey = 256;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var key = header[Prefix.Length..].Trim();
        var address = Context.Connection.RemoteIpAddress;
        if (guard.LockedFor(address) is not null && !keys.Knows(key))
        {
            return AuthenticateResult.Fail("This address has sent too many wrong keys.");
        }

        if (key.Length is 0 or > LongestKey || await keys.FindAsync(key, Context.RequestAborted) is not { } found)
        {
            guard.Fail(address);
            return AuthenticateResult.Fail("The API key is not valid.");
        }

        if (found.Row.Networks is { } networks && !networks.Any(network => IsIn(network, address)))
        {
            return AuthenticateResult.Fail("The API key may not be used from this address.");
        }

        Context.Features.Set(found.Access);
        Context.Features.Set(found.Row);
        var identity = new ClaimsIdentity([new(ClaimTypes.Name, found.Row.Name), new(ScopeClaim, Scopes.BaseOf(found.Row.Scope))], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        if (guard.LockedFor(Context.Connection.RemoteIpAddress) is { } wait)
        {
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await Problems.OfStatus(429, "This address has sent too many wrong API keys; wait.").ExecuteAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = failed ? "Bearer realm=\"waypost\", error=\"invalid_token\"" : "Bearer realm=\"waypost\"";
        await Problems.OfStatus(401).ExecuteAsync(Context);
        if (failed)
        {
            await AccessMiddleware.NoteAsync(audit, Context);
        }
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"waypost\", error=\"insufficient_scope\"";
        await Problems.OfStatus(403).ExecuteAsync(Context);
        await AccessMiddleware.NoteAsync(audit, Context);
    }

    // An IPv4 client of a socket that speaks both is ::ffff:192.0.2.1.
    private static bool IsIn(string network, IPAddress? address) =>
        address is not null && (IPNetwork.TryParse(network, out var parsed) ? parsed.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            : IPAddress.TryParse(network, out var one) && one.Equals(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
