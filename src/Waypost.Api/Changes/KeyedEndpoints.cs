using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>List, get, put and delete of a keyed table, with ETags, conditions and paging; each table shares this.</summary>
public static class KeyedEndpoints
{
    public static RouteGroupBuilder MapKeyedTable<TTable, TItem, TPut>(this IEndpointRouteBuilder v1, KeyedRoutes routes)
        where TTable : class, IKeyedTable<TItem, TPut>
        where TItem : class
        where TPut : class
    {
        var services = v1.ServiceProvider;
        services.GetRequiredService<ChangeTargets>().Add(new KeyedChangeTarget<TItem, TPut>(services.GetRequiredService<TTable>(), routes, services.GetRequiredService<ChangeBody>()));
        var group = v1.MapGroup("/" + routes.Path).WithTags(routes.Tag);
        group.MapGet("", ListAsync<TTable, TItem, TPut>)
            .Describe("list" + routes.Plural, $"Lists every {routes.Noun} in the order of keys.")
            .Produces<Page<TItem>>();
        group.MapGet("/{key}", (RouteKey key, TTable table, HttpContext context, CancellationToken cancellationToken) =>
                GetAsync<TTable, TItem, TPut>(routes, key, table, context, cancellationToken))
            .Describe("get" + routes.Singular, $"Reads one {routes.Noun}.", 404)
            .Produces<TItem>().Produces(304);
        var put = group.MapPut("/{key}", (RouteKey key, TPut body, WriteConditions conditions, TTable table, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken) =>
                PutAsync<TTable, TItem, TPut>(routes, key, body, conditions, table, changes, context, cancellationToken))
            .Describe("put" + routes.Singular, $"Creates or replaces the {routes.Noun} at this key.", 404, 409, 412, 413, 415, 422)
            .Produces<TItem>(200).Produces<TItem>(201);
        if (typeof(TPut) != typeof(NoBody))
        {
            put.Validate<TPut>();
        }

        group.MapDelete("/{key}", (RouteKey key, WriteConditions conditions, TTable table, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken) =>
                DeleteAsync<TTable, TItem, TPut>(routes, key, conditions, table, changes, context, cancellationToken))
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
        KeyedRoutes routes, RouteKey key, TPut body, WriteConditions conditions, TTable table, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut>
        where TItem : class
    {
        var step = new KeyedPutStep<TItem, TPut>(table, routes, key.Value, body, conditions);
        var (outcome, result) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        if (!outcome.IsApplied || (outcome.Shown ?? outcome.After) is not TItem item || result.IsRefusedByWarnings)
        {
            return SingleChange.ToProblem(outcome, result, routes.Noun, key.Value);
        }

        EntityTags.Set(context, outcome.ETag!);
        var shown = table.WithWarnings(item, result.Warnings.Select(warning => warning.Message));
        return outcome.Status == WriteStatus.Created
            ? Results.Created($"/v1/{routes.Path}/{Uri.EscapeDataString(table.KeyOf(item))}", shown)
            : Results.Ok(shown);
    }

    private static async Task<IResult> DeleteAsync<TTable, TItem, TPut>(
        KeyedRoutes routes, RouteKey key, WriteConditions conditions, TTable table, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
        where TTable : class, IKeyedTable<TItem, TPut>
        where TItem : class
    {
        var step = new KeyedDeleteStep<TItem, TPut>(table, routes, key.Value, conditions, isAlone: true);
        var (outcome, result) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        return outcome.IsApplied && !result.IsRefusedByWarnings ? Results.NoContent() : SingleChange.ToProblem(outcome, result, routes.Noun, key.Value);
    }
}
