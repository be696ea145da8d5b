using System.Text.Json;
using Waypost.Api.Http;
using Waypost.Client;

namespace Waypost.Api.Changes;

/// <summary>The collections that changesets can write.</summary>
public sealed class ChangeTargets
{
    private const string Root = "/v1/";

    private readonly Dictionary<string, IChangeTarget> _targets = new(StringComparer.Ordinal);

    public void Add(IChangeTarget target) => _targets.Add(target.Collection, target);

    /// <summary>Reads one operation; errors are at paths of the resource's own endpoint, or at members of the operation.</summary>
    public ChangeDraft Read(ChangesetOperation operation)
    {
        if (ReadVerb(operation.Op) is not { } verb)
        {
            return ChangeDraft.Refuse("op", "must be put, patch or delete");
        }

        var (path, query) = operation.Path.Split('?', 2) is [var before, var after] ? (before, after) : (operation.Path, "");
        var segments = path.StartsWith(Root, StringComparison.Ordinal) ? path[Root.Length..].Split('/') : [];
        if (segments.Length == 0 || !_targets.TryGetValue(segments[0], out var target))
        {
            return ChangeDraft.Refuse("path", $"must be the path of a resource below /v1: one of {string.Join(", ", _targets.Keys.Order(StringComparer.Ordinal))}");
        }

        if (!TryReadView(query, out var view))
        {
            return ChangeDraft.Refuse("path", "can have no parameters but view");
        }

        return ReadConditions(operation) is { } conditions
            ? target.Read(new(verb, [.. segments.Skip(1).Select(Uri.UnescapeDataString)], view, operation.Body is { ValueKind: JsonValueKind.Null } ? null : operation.Body, conditions))
            : ChangeDraft.Refuse("ifNoneMatch", "can only be *, and not beside ifMatch or exists: true");
    }

    /// <summary>The operation that takes a recorded change back.</summary>
    public ChangeDraft Undo(string path, JsonElement? before, JsonElement? after, long? lastSerial)
    {
        var (plain, query) = path.Split('?', 2) is [var first, var rest] ? (first, rest) : (path, "");
        var segments = plain[Root.Length..].Split('/');
        return _targets.TryGetValue(segments[0], out var target) && TryReadView(query, out var view)
            ? target.Undo(new(path, [.. segments.Skip(1).Select(Uri.UnescapeDataString)], view, before, after, lastSerial))
            : ChangeDraft.Refuse("path", "is of no resource that changesets know");
    }

    private static ChangeVerb? ReadVerb(string op) => op switch
    {
        "put" => ChangeVerb.Put,
        "patch" => ChangeVerb.Patch,
        "delete" => ChangeVerb.Delete,
        _ => null,
    };

    private static bool TryReadView(string query, out string? view)
    {
        view = query.StartsWith("view=", StringComparison.Ordinal) && !query.Contains('&', StringComparison.Ordinal) ? Uri.UnescapeDataString(query[5..]) : null;
        return view is not null || query.Length == 0;
    }

    private static WriteConditions? ReadConditions(ChangesetOperation operation)
    {
        var absent = operation.IfNoneMatch is not null || operation.Exists == false;
        var mustExist = operation.IfMatch is not null || operation.Exists == true;
        return operation.IfNoneMatch is not (null or "*") || (absent && mustExist)
            ? null
            : new(operation.IfMatch is { } tag ? tag.Trim('"') : mustExist ? "*" : null, absent);
    }
}
