using System.Text.Json;
using Waypost.Api.Http;

namespace Waypost.Api.Changes;

/// <summary>What an operation does.</summary>
public enum ChangeVerb { Put, Patch, Delete }

/// <summary>An operation as it was sent: the path below the collection, decoded, and the view of its query.</summary>
public sealed record ChangeRequest(ChangeVerb Verb, IReadOnlyList<string> Segments, string? View, JsonElement? Body, WriteConditions Conditions);

/// <summary>The operation that a request asks for, or what is wrong with the request.</summary>
public sealed record ChangeDraft(IChangeStep? Step, IReadOnlyList<FieldError> Errors)
{
    public static ChangeDraft Of(IChangeStep step) => new(step, []);

    public static ChangeDraft Refuse(string path, string message) => new(null, [new(path, message)]);
}

/// <summary>A collection whose resources changesets can write. A resource registers one; keyed tables do so by being mapped.</summary>
public interface IChangeTarget
{
    /// <summary>The path segment below <c>/v1</c>.</summary>
    string Collection { get; }

    /// <summary>Reads an operation with the rules of the resource's own endpoint.</summary>
    ChangeDraft Read(ChangeRequest request);

    /// <summary>The operation that takes a recorded change back, or what is wrong.</summary>
    ChangeDraft Undo(UndoRequest request);
}
