using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>What an operator does to queued recipients.</summary>
internal static class QueueActionRows
{
    private const string SelectOfMessage = """SELECT id, message_id, address FROM queue_recipients WHERE message_id = @MessageId ORDER BY id""";

    private const string SelectMatching = """
        SELECT r.id, r.message_id, r.address
        FROM queue_recipients r JOIN queue_messages m ON m.id = r.message_id
        WHERE (@MessageId IS NULL OR m.id = @MessageId)
            AND (@Sender IS NULL OR LOWER(COALESCE(r.reverse_path, m.reverse_path)) = @Sender)
            AND (@SenderLike IS NULL OR LOWER(COALESCE(r.reverse_path, m.reverse_path)) LIKE @SenderLike ESCAPE '\')
            AND (@AcceptedBefore IS NULL OR m.accepted_at < @AcceptedBefore)
            AND (@Recipient IS NULL OR LOWER(r.address) = @Recipient OR LOWER(r.remote_address) = @Recipient)
            AND (@DomainLike IS NULL OR LOWER(r.address) LIKE @DomainLike ESCAPE '\' OR LOWER(r.remote_address) LIKE @DomainLike ESCAPE '\')
            AND (@State IS NULL OR r.recipient_state = @State)
            AND (@MinAttempts IS NULL OR r.attempts >= @MinAttempts)
            AND (@MaxAttempts IS NULL OR r.attempts <= @MaxAttempts)
        ORDER BY r.id
        """;

    private const string Hold = """UPDATE queue_recipients SET recipient_state = 1 WHERE id IN {list @ids} AND recipient_state = 0""";

    private const string Release = """UPDATE queue_recipients SET recipient_state = 0, next_attempt_at = @now, hold_until = NULL, fate = CASE WHEN fate = 0 THEN 3 ELSE fate END WHERE id IN {list @ids} AND recipient_state = 1""";

    // A recipient whose attempt is running is left alone: it will be due again by its outcome. One that its sender holds until a time is due then.
    private const string Flush = """
        UPDATE queue_recipients SET next_attempt_at = CASE WHEN hold_until > @now THEN hold_until ELSE @now END, fate = CASE WHEN fate = 0 THEN 3 ELSE fate END
        WHERE id IN {list @ids} AND recipient_state = 0 AND (lease_until IS NULL OR lease_until <= @now)
        """;

    private const string Requeue = """
        UPDATE queue_recipients SET attempts = 0, reason = NULL, fate = 3, delay_warned = 0, hold_until = @now, next_attempt_at = @now, recipient_state = 0
        WHERE id IN {list @ids} AND (lease_until IS NULL OR lease_until <= @now)
        """;

    private const string Condemn = """
        UPDATE queue_recipients SET fate = @fate, next_attempt_at = @now, hold_until = NULL, recipient_state = 0 WHERE id IN {list @ids}
        """;

    private const string Prioritize = """UPDATE queue_recipients SET order_class = @orderClass WHERE message_id = @messageId""";

    public static async Task<QueueActionResult> RunAsync(DatabaseSession session, QueueAction action, QueueFilter filter)
    {
        var parameters = QueueFilterRows.Of(filter);
        var rows = await session.QueryAsync<Row>(filter == QueueFilter.Of(filter.MessageId ?? -1) ? SelectOfMessage : SelectMatching, parameters);
        if (rows.Count == 0)
        {
            return new(0, 0);
        }

        var ids = DatabaseSession.NumberList(rows.Select(row => row.Id));
        var now = session.Now;
        var changed = action switch
        {
            QueueAction.Hold => await session.ExecuteAsync(Hold, new { ids }),
            QueueAction.Release => await session.ExecuteAsync(Release, new { ids, now }),
            QueueAction.Flush => await session.ExecuteAsync(Flush, new { ids, now }),
            QueueAction.Requeue => await session.ExecuteAsync(Requeue, new { ids, now }),
            QueueAction.Expire => await session.ExecuteAsync(Condemn, new { ids, now, fate = (int)QueueFate.Expire }),
            QueueAction.Bounce => await session.ExecuteAsync(Condemn, new { ids, now, fate = (int)QueueFate.Bounce }),
            _ => await DeleteAsync(session, rows),
        };
        if (changed > 0)
        {
            await EventRows.InsertAsync(session, rows.ConvertAll(row => new NewEvent(row.MessageId, row.Address, EventOf(action), null, action == QueueAction.Bounce ? "to be returned" : null)));
        }

        return new(rows.Select(row => row.MessageId).Distinct().Count(), changed);
    }

    public static async Task<bool> SetPriorityAsync(DatabaseSession session, long messageId, int priority) =>
        await session.ExecuteAsync(Prioritize, new { messageId, orderClass = -Math.Clamp(priority, -9, 9) }) > 0;

    private static async Task<int> DeleteAsync(DatabaseSession session, List<Row> rows)
    {
        var removed = 0;
        foreach (var row in rows)
        {
            removed += await QueueRows.RemoveRecipientAsync(session, row.Id, row.MessageId) ? 1 : 0;
        }

        return removed;
    }

    private static MessageEventKind EventOf(QueueAction action) => action switch
    {
        QueueAction.Hold => MessageEventKind.Held,
        QueueAction.Release => MessageEventKind.Released,
        QueueAction.Flush => MessageEventKind.Flushed,
        QueueAction.Requeue => MessageEventKind.Requeued,
        QueueAction.Delete => MessageEventKind.Deleted,
        _ => MessageEventKind.Condemned,
    };

    private sealed class Row
    {
        public long Id { get; init; }

        public long MessageId { get; init; }

        public required string Address { get; init; }
    }
}
