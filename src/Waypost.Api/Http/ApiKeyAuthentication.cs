using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Http;

/// <summary>Bearer API keys (RFC 6750): <c>Authorization: Bearer KEY</c>.</summary>
public sealed class ApiKeyAuthentication(
    ApiKeyRepository keys,
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
        if (key.Length is 0 or > LongestKey || await keys.AuthenticateAsync(key, Context.RequestAborted) is not { } row)
        {
            return AuthenticateResult.Fail("The API key is not valid.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, row.Name), new(ScopeClaim, row.Scope)], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        Response.Headers.WWWAuthenticate = failed ? "Bearer realm=\"waypost\", error=\"invalid_token\"" : "Bearer realm=\"waypost\"";
        await Problems.OfStatus(401).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"waypost\", error=\"insufficient_scope\"";
        return Problems.OfStatus(403).ExecuteAsync(Context);
    }
}
