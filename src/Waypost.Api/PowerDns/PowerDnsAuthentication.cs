using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;

namespace Waypost.Api.PowerDns;

/// <summary>Waypost's API keys in the header <c>X-API-Key</c>.</summary>
public sealed class PowerDnsAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "X-API-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync() =>
        Request.Headers[SchemeName].ToString() is { Length: > 0 } key ? await PresentedKey.AuthenticateAsync(Context, key, SchemeName) : AuthenticateResult.NoResult();

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "X-API-Key realm=\"PowerDNS\"";
        return PowerDnsResults.Error(401, "Unauthorized").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => PowerDnsResults.Error(403, "Forbidden").ExecuteAsync(Context);
}
