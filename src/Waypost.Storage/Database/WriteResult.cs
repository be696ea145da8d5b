namespace Waypost.Storage.Database;

/// <summary>A row with the strong ETag of this state of it, without quotes.</summary>
public sealed record Stored<T>(T Value, string ETag);

/// <summary>What a write came to. ReadOnly: the content of a secondary zone is its primaries' alone.</summary>
public enum WriteStatus { Created, Updated, Unchanged, Deleted, NotFound, PreconditionFailed, Conflict, ReadOnly }

/// <summary>What a write came to, and the row as it is after it (null when there is none).</summary>
public sealed record WriteResult<T>(WriteStatus Status, Stored<T>? Stored)
{
    /// <summary>The row as it was before an update; null when there was none, or when it is not known.</summary>
    public Stored<T>? Before { get; init; }
}
