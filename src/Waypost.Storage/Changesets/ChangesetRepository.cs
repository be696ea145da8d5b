using Waypost.Storage.Database;

namespace Waypost.Storage.Changesets;

/// <summary>The record of what writes of the API changed.</summary>
public sealed class ChangesetRepository(WaypostDatabase database)
{
    private const int MaxActorLength = 200;

    private const string Insert = """
        INSERT INTO changesets (created_at, actor, note, reverts_id, operation_count, changes) {output id}
        VALUES (@now, @actor, @note, @revertsId, @operationCount, @changes) {returning id}
        """;

    private const string Find = """
        SELECT id, created_at, actor, note, reverts_id, (SELECT MAX(r.id) FROM changesets r WHERE r.reverts_id = c.id) AS reverted_by_id, operation_count, changes
        FROM changesets c WHERE id = @id
        """;

    private const string ListBefore = """
        SELECT {top @limit} id, created_at, actor, note, reverts_id, (SELECT MAX(r.id) FROM changesets r WHERE r.reverts_id = c.id) AS reverted_by_id, operation_count, '' AS changes
        FROM changesets c
        WHERE id < @before AND (@actor IS NULL OR actor = @actor) AND (@path IS NULL OR changes LIKE @path ESCAPE '\')
        ORDER BY id DESC {limit @limit}
        """;

    private const string ListAfter = """
        SELECT {top @limit} id, created_at, actor, note, reverts_id, NULL AS reverted_by_id, operation_count, changes
        FROM changesets c WHERE id > @after ORDER BY id {limit @limit}
        """;

    private const string FindLast = """SELECT COALESCE(MAX(id), 0) FROM changesets""";

    /// <summary>Records a changeset within a unit of work, and returns its number.</summary>
    public static Task<long> AppendAsync(DatabaseSession session, ChangesetDraft draft) =>
        session.ReadAsync<long>(Insert, new
        {
            now = session.Now,
            actor = draft.Actor.Length <= MaxActorLength ? draft.Actor : draft.Actor[..MaxActorLength],
            note = draft.Note,
            revertsId = draft.RevertsId,
            operationCount = draft.OperationCount,
            changes = draft.Changes,
        });

    public async Task<ChangesetRow?> FindAsync(long id, CancellationToken cancellationToken) =>
        ToRow(await database.ReadAsync(session => session.FindAsync<Record>(Find, new { id }), cancellationToken));

    /// <summary>Changesets without their changes, newest first, older than <paramref name="before"/>; those of one actor, or that touch a path.</summary>
    public async Task<IReadOnlyList<ChangesetRow>> ListAsync(long before, string? actor, string? path, int limit, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<Record>(ListBefore, new { before, actor, path = path is null ? null : Mentions(path), limit }), cancellationToken)).Select(record => ToRow(record)!)];

    /// <summary>Changesets with their changes, oldest first, newer than <paramref name="after"/>.</summary>
    public async Task<IReadOnlyList<ChangesetRow>> ListAfterAsync(long after, int limit, CancellationToken cancellationToken) =>
        [.. (await database.ReadAsync(session => session.QueryAsync<Record>(ListAfter, new { after, limit }), cancellationToken)).Select(record => ToRow(record)!)];

    /// <summary>The number of the newest changeset, 0 when there is none.</summary>
    public Task<long> FindLastAsync(CancellationToken cancellationToken) => database.ReadAsync(session => session.ReadAsync<long>(FindLast), cancellationToken);

    private static ChangesetRow? ToRow(Record? record) => record is null
        ? null
        : new ChangesetRow(record.Id, record.CreatedAt, record.Actor, record.Note, record.RevertsId, record.RevertedById, record.OperationCount, record.Changes);

    private static string Mentions(string path) =>
        "%" + System.Text.Json.JsonEncodedText.Encode(path, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString()
            .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal) + "%";

    private sealed class Record
    {
        public long Id { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public required string Actor { get; init; }

        public string? Note { get; init; }

        public long? RevertsId { get; init; }

        public long? RevertedById { get; init; }

        public int OperationCount { get; init; }

        public required string Changes { get; init; }
    }
}
