using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Storage.Auditing;

namespace Waypost.Api.Http;

/// <summary>Bearer API keys (RFC 6750): <c>Authorization: Bearer KEY</c>.</summary>
public sealed class ApiKeyAuthentication(
    KeyGate gate,
    AuditRepository audit,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    public const string ScopeClaim = "scope";
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var (row, refusal) = await gate.AdmitAsync(Context, header[Prefix.Length..].Trim());
        if (row is null)
        {
            return AuthenticateResult.Fail(refusal);
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, row.Name), new(ScopeClaim, Scopes.BaseOf(row.Scope))], SchemeName);
        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failed = (await HandleAuthenticateOnceSafeAsync()).Failure is not null;
        if (gate.LockedFor(Context) is { } wait)
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
}
