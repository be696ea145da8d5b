using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Waypost.Api.Http;

/// <summary>An API key that came in another way than as a bearer token: the same gate, whatever the header.</summary>
public static class PresentedKey
{
    /// <summary>Who presents the key; a failure when nobody does who may.</summary>
    public static async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string key, string scheme)
    {
        var (row, refusal) = await context.RequestServices.GetRequiredService<KeyGate>().AdmitAsync(context, key);
        if (row is null)
        {
            return AuthenticateResult.Fail(refusal);
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, row.Name), new(ApiKeyAuthentication.ScopeClaim, Scopes.BaseOf(row.Scope))], scheme);
        return AuthenticateResult.Success(new(new(identity), scheme));
    }
}
