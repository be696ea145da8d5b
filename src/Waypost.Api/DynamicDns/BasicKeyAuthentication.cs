using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Waypost.Api.Http;

namespace Waypost.Api.DynamicDns;

/// <summary>Basic authentication (RFC 7617) with an API key as the password; the name is for the log of the client alone.</summary>
public sealed class BasicKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Basic";
    private const string Prefix = "Basic ";
    private const int LongestHeader = 1024;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || header.Length > LongestHeader)
        {
            return AuthenticateResult.NoResult();
        }

        var buffer = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[Prefix.Length..].Trim(), buffer, out var length))
        {
            return AuthenticateResult.Fail("The credentials are not base64.");
        }

        var credentials = Encoding.UTF8.GetString(buffer, 0, length);
        var colon = credentials.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? AuthenticateResult.Fail("The credentials have no password.") : await PresentedKey.AuthenticateAsync(Context, credentials[(colon + 1)..], SchemeName);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Basic realm=\"waypost\", charset=\"UTF-8\"";
        return ReturnCode.Of("badauth", 401).ExecuteAsync(Context);
    }

    // A key that may not write updates nobody's host.
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => ReturnCode.Of("badauth", 403).ExecuteAsync(Context);
}
