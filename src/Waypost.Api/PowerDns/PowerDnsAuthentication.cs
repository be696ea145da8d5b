using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.PowerDns;

/// <summary>Waypost's API keys in the header <c>X-API-Key</c>.</summary>
public sealed class PowerDnsAuthentication(
    ApiKeyRepository keys,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "X-API-Key";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var key = Request.Headers[SchemeName].ToString();
        if (key.Length == 0)
        {
            return AuthenticateResult.NoResult();
        }

        if (await keys.AuthenticateAsync(key, Context.RequestAborted) is not { } row)
        {
            return AuthenticateResult.Fail("The API key is not valid.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, row.Name), new(ApiKeyAuthentication.ScopeClaim, row.Scope)], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "X-API-Key realm=\"PowerDNS\"";
        return PowerDnsResults.Error(401, "Unauthorized").ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => PowerDnsResults.Error(403, "Forbidden").ExecuteAsync(Context);
}
