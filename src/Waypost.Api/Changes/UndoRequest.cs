using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waypost.Api.Changes;

/// <summary>A recorded change of a resource that is to be taken back.</summary>
/// <param name="Segments">The path below the collection, decoded.</param>
/// <param name="LastSerial">For a zone: the serial that the changeset left it with, when it made versions.</param>
public sealed record UndoRequest(string Path, IReadOnlyList<string> Segments, string? View, JsonElement? Before, JsonElement? After, long? LastSerial)
{
    /// <summary>Whether what is there now is what the changeset left.</summary>
    public bool IsAsLeft(object? current) => Same(current is null ? null : StepOutcome.ToElement(current), After);

    /// <summary>The outcome when it is not.</summary>
    public StepOutcome ChangedSince(object? current) =>
        StepOutcome.Failed(Waypost.Storage.Database.WriteStatus.Conflict, $"{Path} is not as the changeset left it: {Say(current is null ? null : StepOutcome.ToElement(current), After)}.");

    private static string Say(JsonElement? now, JsonElement? left) => now is null ? "it has been deleted" : left is null ? "it is there again" : $"it is now {now.Value.GetRawText()}";

    private static bool Same(JsonElement? left, JsonElement? right) =>
        left is null || right is null ? left is null && right is null : JsonNode.DeepEquals(JsonNode.Parse(left.Value.GetRawText()), JsonNode.Parse(right.Value.GetRawText()));
}
