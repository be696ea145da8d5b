using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Http;

/// <summary>An API key that came in another way than as a bearer token: the same check, whatever the header.</summary>
public static class PresentedKey
{
    /// <summary>Who presents the key; a failure when nobody does who may.</summary>
    public static async Task<AuthenticateResult> AuthenticateAsync(HttpContext context, string key, string scheme)
    {
        if (await context.RequestServices.GetRequiredService<ApiKeyRepository>().AuthenticateAsync(key, context.RequestAborted) is not { } row)
        {
            return AuthenticateResult.Fail("The API key is not valid.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, row.Name), new(ApiKeyAuthentication.ScopeClaim, row.Scope)], scheme);
        return AuthenticateResult.Success(new(new(identity), scheme));
    }
}
