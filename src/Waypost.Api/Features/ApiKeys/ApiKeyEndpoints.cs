using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Features.ApiKeys;

/// <summary>API keys; only an admin key sees, makes and deletes them.</summary>
public static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("/api-keys").WithTags("API keys").RequireAdminScope();
        group.MapPost("", CreateAsync)
            .Validate<ApiKeyCreate>()
            .Describe("createApiKey", "Creates a key. The answer is the only one that shows it.", 413, 415, 422)
            .Produces<ApiKeyCreated>(201);
    }

    private static async Task<IResult> CreateAsync(ApiKeyCreate body, ApiKeyRepository keys, HttpContext context, CancellationToken cancellationToken)
    {
        var key = await keys.CreateAsync(body.Name, body.Scope, context.Actor(), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created((string?)null, new ApiKeyCreated(body.Name, body.Scope, key));
    }
}
