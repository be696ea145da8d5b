using Waypost.Storage.Database;

namespace Waypost.Storage.Auditing;

/// <summary>One line of the audit.</summary>
public sealed record AuditRow(long Id, DateTimeOffset At, string Actor, string Action, string Subject, string? Detail);

/// <summary>Which lines; null is any. <see cref="Subject"/> is how the subject begins.</summary>
public sealed record AuditQuery(string? Actor, string? Action, string? Subject, DateTimeOffset? Since, DateTimeOffset? Until);

/// <summary>Reads the audit, and adds what was refused.</summary>
public sealed class AuditRepository(WaypostDatabase database)
{
    private const string List = """
        SELECT {top @limit} id, occurred_at, actor, action_name, subject, detail FROM audit_events
        WHERE id < @before AND (@actor IS NULL OR actor = @actor) AND (@action IS NULL OR action_name = @action)
            AND (@subject IS NULL OR subject LIKE @subject ESCAPE '\')
            AND (@since IS NULL OR occurred_at >= @since) AND (@until IS NULL OR occurred_at < @until)
        ORDER BY id DESC {limit @limit}
        """;

    /// <summary>Lines, newest first, before one.</summary>
    public async Task<IReadOnlyList<AuditRow>> ListAsync(AuditQuery query, long before, int limit, CancellationToken cancellationToken)
    {
        var records = await database.ReadAsync(session => session.QueryAsync<Record>(List, new { before, limit, actor = query.Actor, action = query.Action, subject = query.Subject is null ? null : Escape(query.Subject) + "%", since = query.Since, until = query.Until }), cancellationToken);
        return records.ConvertAll(record => new AuditRow(record.Id, record.OccurredAt, record.Actor, record.ActionName, record.Subject, record.Detail));
    }

    /// <summary>Notes a call that was refused.</summary>
    public Task AppendRefusalAsync(string actor, string subject, string detail, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            await AuditTrail.AppendAsync(session, actor, "refused", subject, detail);
            return true;
        }, cancellationToken);

    private static string Escape(string text) => text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);

    private sealed class Record
    {
        public long Id { get; init; }

        public DateTimeOffset OccurredAt { get; init; }

        public required string Actor { get; init; }

        public required string ActionName { get; init; }

        public required string Subject { get; init; }

        public string? Detail { get; init; }
    }
}
