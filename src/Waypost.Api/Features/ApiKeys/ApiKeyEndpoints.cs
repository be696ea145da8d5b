using System.Globalization;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.ApiKeys;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.ApiKeys;

/// <summary>API keys; only an admin key sees, makes and deletes them.</summary>
public static class ApiKeyEndpoints
{
    public static void MapApiKeys(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("/api-keys").WithTags("API keys").RequireAdminScope();
        group.MapGet("", ListAsync).Describe("listApiKeys", "Lists keys, oldest first; the keys themselves are not kept.").Produces<Page<ApiKey>>();
        group.MapGet("/{id}", GetAsync).Describe("getApiKey", "Reads what a key is for.", 404).Produces<ApiKey>().Produces(304);
        group.MapDelete("/{id}", DeleteAsync).Describe("deleteApiKey", "Deletes a key; it is refused from then on.", 404, 412).Produces(204);
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

    private static async Task<IResult> ListAsync(Paging paging, ApiKeyRepository keys, CancellationToken cancellationToken)
    {
        var after = 0L;
        if (paging.After is { } cursor && !TryParseId(cursor, out after))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        var rows = await keys.ListAsync(after, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, ToItem, row => row.Id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> GetAsync(string id, ApiKeyRepository keys, HttpContext context, CancellationToken cancellationToken) =>
        TryParseId(id, out var number) && await keys.FindAsync(number, cancellationToken) is { } row
            ? new Stored<ApiKey>(ToItem(row), EntityTags.Of(ToItem(row))).ToResult(context)
            : Problems.NotFound("API key", id);

    private static async Task<IResult> DeleteAsync(string id, WriteConditions conditions, ApiKeyRepository keys, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TryParseId(id, out var number) || await keys.FindAsync(number, cancellationToken) is not { } row)
        {
            return Problems.NotFound("API key", id);
        }

        return !conditions.Allow(EntityTags.Of(ToItem(row))) ? Problems.PreconditionFailed()
            : await keys.DeleteAsync(number, context.Actor(), cancellationToken) ? Results.NoContent()
            : Problems.NotFound("API key", id);
    }

    private static bool TryParseId(string id, out long number) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static ApiKey ToItem(ApiKeyListing row) => new(row.Id.ToString(CultureInfo.InvariantCulture), row.Name, row.Scope, row.CreatedAt);
}
