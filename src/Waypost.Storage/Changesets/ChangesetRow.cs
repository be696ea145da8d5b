namespace Waypost.Storage.Changesets;

/// <summary>What one write of the API changed, and who made it.</summary>
/// <param name="Note">What the writer said of it.</param>
/// <param name="RevertsId">The changeset that this one takes back, or null.</param>
/// <param name="RevertedById">The newest changeset that takes this one back, or null.</param>
/// <param name="Changes">A JSON list; empty where only the summary was asked for.</param>
public sealed record ChangesetRow(long Id, DateTimeOffset CreatedAt, string Actor, string? Note, long? RevertsId, long? RevertedById, int OperationCount, string Changes);

/// <summary>A changeset to be recorded.</summary>
public sealed record ChangesetDraft(string Actor, string? Note, long? RevertsId, int OperationCount, string Changes);
