using Waypost.Api.Http;

namespace Waypost.Api.Changes;

/// <summary>Takes back the change of an item of a keyed table, if the item is as the change left it.</summary>
public sealed class KeyedUndoStep<TItem, TPut>(IKeyedTable<TItem, TPut> table, KeyedRoutes routes, UndoRequest undo, TPut? before) : IChangeStep
    where TItem : class
    where TPut : class
{
    private static readonly WriteConditions Any = new(null, false);

    public string Path => undo.Path;

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        var key = undo.Segments[0];
        var current = (await table.FindAsync(key, cancellationToken))?.Value;
        if (!undo.IsAsLeft(current))
        {
            return undo.ChangedSince(current);
        }

        IChangeStep step = before is null
            ? new KeyedDeleteStep<TItem, TPut>(table, routes, key, Any, isAlone: false)
            : new KeyedPutStep<TItem, TPut>(table, routes, key, before, Any);
        return await step.RunAsync(context, index, cancellationToken);
    }
}
