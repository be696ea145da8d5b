using Waypost.Api.Http;

namespace Waypost.Api.Changes;

/// <summary>A keyed table in changesets.</summary>
public sealed class KeyedChangeTarget<TItem, TPut>(IKeyedTable<TItem, TPut> table, KeyedRoutes routes, ChangeBody bodies) : IChangeTarget
    where TItem : class
    where TPut : class
{
    public string Collection => routes.Path;

    public ChangeDraft Read(ChangeRequest request)
    {
        if (request.Segments is not [{ Length: > 0 } key] || request.View is not null)
        {
            return ChangeDraft.Refuse("path", $"must be /v1/{routes.Path}/ and one key, percent-encoded");
        }

        switch (request.Verb)
        {
            case ChangeVerb.Delete:
                return request.Body is null ? ChangeDraft.Of(new KeyedDeleteStep<TItem, TPut>(table, routes, key, request.Conditions, isAlone: false)) : ChangeDraft.Refuse("body", "is not for delete");
            case ChangeVerb.Patch:
                return ChangeDraft.Refuse("op", $"the {routes.Noun} has no patch; put it");
            default:
                var (body, errors) = typeof(TPut) == typeof(NoBody) ? (new NoBody() as TPut, []) : bodies.Read<TPut>(request.Body);
                return body is null ? new(null, errors) : ChangeDraft.Of(new KeyedPutStep<TItem, TPut>(table, routes, key, body, request.Conditions));
        }
    }

    public ChangeDraft Undo(UndoRequest request)
    {
        if (table.HasSecrets && request.Before is not null)
        {
            return ChangeDraft.Refuse("path", "has a secret, which is not kept");
        }

        if (request.Before is not { } before)
        {
            return ChangeDraft.Of(new KeyedUndoStep<TItem, TPut>(table, routes, request, null));
        }

        var body = typeof(TPut) == typeof(NoBody) ? new NoBody() as TPut : bodies.Project<TPut>(before);
        return body is null ? ChangeDraft.Refuse("path", "cannot be put again") : ChangeDraft.Of(new KeyedUndoStep<TItem, TPut>(table, routes, request, body));
    }
}
