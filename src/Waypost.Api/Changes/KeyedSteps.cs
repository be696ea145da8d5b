using Waypost.Api.Http;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>Puts one item of a keyed table.</summary>
public sealed class KeyedPutStep<TItem, TPut>(IKeyedTable<TItem, TPut> table, KeyedRoutes routes, string key, TPut put, WriteConditions conditions) : IChangeStep
    where TItem : class
{
    public string Path => KeyedPath.Of(routes, key);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        var errors = await table.CheckAsync(key, put, cancellationToken);
        if (errors.Count > 0)
        {
            return StepOutcome.Invalid(errors);
        }

        var result = await table.PutAsync(key, put, conditions, context.Actor, cancellationToken);
        if (result is not { Status: WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged, Stored: { } stored })
        {
            return StepOutcome.Failed(result.Status);
        }

        table.Preview(key, stored.Value);
        foreach (var warning in table.Warn(key, stored.Value))
        {
            context.Warn(index, Path, warning);
        }

        // What is shown once only, such as the secret of a new key, is not recorded.
        var recorded = table.HasSecrets ? (await table.FindAsync(key, cancellationToken))?.Value : stored.Value;
        return new(result.Status, result.Status == WriteStatus.Unchanged ? recorded : result.Before?.Value, recorded, stored.ETag, []) { Shown = stored.Value };
    }
}

/// <summary>Deletes one item of a keyed table. One that is not there is no failure among several operations.</summary>
public sealed class KeyedDeleteStep<TItem, TPut>(IKeyedTable<TItem, TPut> table, KeyedRoutes routes, string key, WriteConditions conditions, bool isAlone) : IChangeStep
    where TItem : class
{
    public string Path => KeyedPath.Of(routes, key);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        var before = await table.FindAsync(key, cancellationToken);
        if (conditions.IfNoneMatch && before is not null)
        {
            return StepOutcome.Failed(WriteStatus.PreconditionFailed);
        }

        var status = await table.DeleteAsync(key, conditions, context.Actor, cancellationToken);
        if (status == WriteStatus.NotFound && !isAlone)
        {
            return new(WriteStatus.Unchanged, null, null, null, []);
        }

        if (status == WriteStatus.Deleted)
        {
            table.Preview(key, null);
            return new(status, before?.Value, null, null, []);
        }

        return StepOutcome.Failed(status, status == WriteStatus.Conflict ? await table.ExplainConflictAsync(key, cancellationToken) : null);
    }
}

/// <summary>Where an item of a keyed table is.</summary>
internal static class KeyedPath
{
    public static string Of(KeyedRoutes routes, string key) => $"/v1/{routes.Path}/{ResourcePath.Escape(key)}";
}
