using System.Globalization;
using System.Text.Json;
using FluentValidation;
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
        group.MapPatch("/{id}", PatchAsync)
            .Accepts<ApiKeyPatch>("application/json", MergePatch<ApiKeyPatch>.MediaType)
            .Describe("patchApiKey", "Gives a key another scope, other permissions, networks or another end; what is null is taken away.", 404, 412, 413, 415, 422)
            .Produces<ApiKey>();
        group.MapPost("/{id}:rotate", RotateAsync)
            .Describe("rotateApiKey", "Puts a new key in the place of one, which is refused from then on. The answer is the only one that shows it.", 404)
            .Produces<ApiKeyCreated>();
        group.MapDelete("/{id}", DeleteAsync).Describe("deleteApiKey", "Deletes a key; it is refused from then on.", 404, 412).Produces(204);
        group.MapPost("", CreateAsync)
            .Validate<ApiKeyCreate>()
            .Describe("createApiKey", "Creates a key. The answer is the only one that shows it.", 413, 415, 422)
            .Produces<ApiKeyCreated>(201);
    }

    private static async Task<IResult> CreateAsync(ApiKeyCreate body, ApiKeyRepository keys, HttpContext context, CancellationToken cancellationToken)
    {
        var (id, key) = await keys.CreateAsync(body.Name, body.Scope, new(Write(body.Permissions), body.Networks, body.ExpiresAt), context.Actor(), cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Created((string?)null, new ApiKeyCreated(body.Name, body.Scope, key, id.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<IResult> PatchAsync(
        string id, MergePatch<ApiKeyPatch> patch, WriteConditions conditions, ApiKeyRepository keys, KnownKeys known, IValidator<ApiKeyPatch> validator, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TryParseId(id, out var number) || await keys.FindAsync(number, cancellationToken) is not { } row)
        {
            return Problems.NotFound("API key", id);
        }

        var before = ToItem(row);
        if (!conditions.Allow(TagOf(before)))
        {
            return Problems.PreconditionFailed();
        }

        var after = StatementContracts.Merge<ApiKeyPatch>(new ApiKeyPatch(before.Scope, before.Permissions, before.Networks, before.ExpiresAt), patch.Body);
        var scope = after.Scope ?? before.Scope;
        var checks = await validator.ValidateAsync(after, cancellationToken);
        if (!checks.IsValid)
        {
            return Problems.Invalid(checks);
        }

        if (after.Permissions is not null && scope is not (Scopes.Write or Scopes.Read))
        {
            return Problems.Invalid([new("$.permissions", "narrow the scopes write and read only")]);
        }

        var changed = await keys.ChangeAsync(number, scope, new(Write(after.Permissions), after.Networks, after.ExpiresAt), context.Actor(), cancellationToken);
        known.Forget();
        return changed ? await GetAsync(id, keys, context, cancellationToken) : Problems.NotFound("API key", id);
    }

    private static async Task<IResult> RotateAsync(string id, ApiKeyRepository keys, KnownKeys known, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TryParseId(id, out var number) || await keys.FindAsync(number, cancellationToken) is not { } row || await keys.RotateAsync(number, context.Actor(), cancellationToken) is not { } key)
        {
            return Problems.NotFound("API key", id);
        }

        known.Forget();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(new ApiKeyCreated(row.Name, row.Scope, key, id));
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
            ? new Stored<ApiKey>(ToItem(row), TagOf(ToItem(row))).ToResult(context)
            : Problems.NotFound("API key", id);

    private static async Task<IResult> DeleteAsync(string id, WriteConditions conditions, ApiKeyRepository keys, KnownKeys known, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TryParseId(id, out var number) || await keys.FindAsync(number, cancellationToken) is not { } row)
        {
            return Problems.NotFound("API key", id);
        }

        if (!conditions.Allow(TagOf(ToItem(row))))
        {
            return Problems.PreconditionFailed();
        }

        var deleted = await keys.DeleteAsync(number, context.Actor(), cancellationToken);
        known.Forget();
        return deleted ? Results.NoContent() : Problems.NotFound("API key", id);
    }

    // Its last use is no change of it.
    private static string TagOf(ApiKey key) => EntityTags.Of(key with { LastUsedAt = null });

    private static bool TryParseId(string id, out long number) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static ApiKey ToItem(ApiKeyListing row) => new(row.Id.ToString(CultureInfo.InvariantCulture), row.Name, row.Scope, row.CreatedAt, KnownKeys.ReadPermissions(row.Limits.Permissions), row.Limits.Networks, row.Limits.ExpiresAt, row.LastUsedAt);

    private static string? Write(IReadOnlyList<ApiKeyPermission>? permissions) =>
        permissions is null ? null : JsonSerializer.Serialize(permissions, WaypostJsonContext.Default.IReadOnlyListApiKeyPermission);
}
