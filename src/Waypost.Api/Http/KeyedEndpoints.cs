using Waypost.Client;
using Waypost.Storage.Database;

namespace Waypost.Api.Http;

/// <summary>List, get, put and delete of a keyed table, with ETags, conditions and paging; each table shares this.</summary>
public static class KeyedEndpoints
{
    public static RouteGroupBuilder MapKeyedTable<TTable, TItem, TPut>(this IEndpointRouteBuilder v1, KeyedRoutes routes)
        where TTable : class, IKeyedTable<TItem, TPut>
    {
        var group = v1.MapGroup("/" + routes.Path).WithTags(routes.Tag);
        group.MapGet("", ListAsync<TTable, TItem, TPut>)
            .Describe("list" + routes.Plural, $"Lists every {routes.Noun} in the order of keys.")
            .Produces<Page<TItem>>();
        group.MapGet("/{key}", (RouteKey key, TTable table, HttpContext context, CancellationToken cancellationToken) =>
                GetAsync<TTable, TItem, TPut>(routes, key, table, context, cancellationToken))
            .Describe("get" + routes.Singular, $"Reads one {routes.Noun}.", 404)
            .Produces<TItem>().Produces(304);
        var put = group.MapPut("/{key}", (RouteKey key, TPut body, WriteConditions conditions, TTable table, HttpContext context, CancellationToken cancellationToken) =>
                PutAsync<TTable, TItem, TPut>(routes, key, body, conditions, table, context, cancellationToken))
            .Describe("put" + routes.Singular, $"Creates or replaces the {routes.Noun} at this key.", 404, 409, 412, 413, 415, 422)
            .Produces<TItem>(200).Produces<TItem>(201);
        if (typeof(TPut) != typeof(NoBody))
        {
            put.Validate<TPut>();
        }

        group.MapDelete("/{key}", (RouteKey key, WriteConditions conditions, TTable table, HttpContext context, CancellationToken cancellationToken) =>
                DeleteAsync<TTable, TItem, TPut>(routes, key, conditions, table, context, cancellationToken))
            .Describe("delete" + routes.Singular, $"Deletes the {routes.Noun}.", 404, 409, 412)
            .Produces(204);
        return group;
    }

    private static async Task<IResult> ListAsync<TTable, TItem, TPut>(Paging paging, TTable table, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut>
    {
        var rows = await table.ListAsync(paging.After, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, row => row.Value, row => table.KeyOf(row.Value)));
    }

    private static async Task<IResult> GetAsync<TTable, TItem, TPut>(
        KeyedRoutes routes, RouteKey key, TTable table, HttpContext context, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut> =>
        await table.FindAsync(key.Value, cancellationToken) is { } stored
            ? stored.ToResult(context)
            : Problems.NotFound(routes.Noun, key.Value);

    private static async Task<IResult> PutAsync<TTable, TItem, TPut>(
        KeyedRoutes routes, RouteKey key, TPut body, WriteConditions conditions, TTable table, HttpContext context, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut>
    {
        var errors = await table.CheckAsync(key.Value, body, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var result = await table.PutAsync(key.Value, body, conditions, context.Actor(), cancellationToken);
        if (result.Stored is null)
        {
            return result.Status.ToProblem(routes.Noun, key.Value);
        }

        EntityTags.Set(context, result.Stored.ETag);
        return result.Status switch
        {
            WriteStatus.Created => Results.Created($"/v1/{routes.Path}/{Uri.EscapeDataString(table.KeyOf(result.Stored.Value))}", result.Stored.Value),
            WriteStatus.Updated or WriteStatus.Unchanged => Results.Ok(result.Stored.Value),
            var status => status.ToProblem(routes.Noun, key.Value),
        };
    }

    private static async Task<IResult> DeleteAsync<TTable, TItem, TPut>(
        KeyedRoutes routes, RouteKey key, WriteConditions conditions, TTable table, HttpContext context, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut>
    {
        var status = await table.DeleteAsync(key.Value, conditions, context.Actor(), cancellationToken);
        if (status == WriteStatus.Deleted)
        {
            return Results.NoContent();
        }

        var reason = status == WriteStatus.Conflict ? await table.ExplainConflictAsync(key.Value, cancellationToken) : null;
        return reason is null ? status.ToProblem(routes.Noun, key.Value) : Problems.Conflict($"The {routes.Noun} \"{key.Value}\" is in use. {reason}");
    }
}
