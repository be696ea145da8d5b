using System.Globalization;
using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>What has become of messages.</summary>
public sealed class MessageTraceRepository(WaypostDatabase database) : IMessageTrace
{
    private const string FindById = """SELECT id, trace_id, reverse_path, size, accepted_at FROM message_traces WHERE id = @id""";
    private const string FindByTrace = """SELECT id, trace_id, reverse_path, size, accepted_at FROM message_traces WHERE trace_id = @id ORDER BY id""";

    private const string ListTraces = """
        SELECT {top @limit} t.id, t.trace_id, t.reverse_path, t.size, t.accepted_at
        FROM message_traces t
        WHERE t.id < @before AND t.accepted_at >= @since
        ORDER BY t.id DESC {limit @limit}
        """;

    private const string ListOfSender = """
        SELECT {top @limit} t.id, t.trace_id, t.reverse_path, t.size, t.accepted_at
        FROM message_traces t
        WHERE t.reverse_path_key = @sender AND t.id < @before AND t.accepted_at >= @since
        ORDER BY t.id DESC {limit @limit}
        """;

    private const string ListOfRecipient = """
        SELECT {top @limit} t.id, t.trace_id, t.reverse_path, t.size, t.accepted_at
        FROM message_traces t JOIN message_recipients p ON p.message_id = t.id
        WHERE p.recipient_key = @recipient AND t.id < @before AND t.accepted_at >= @since AND (@sender IS NULL OR t.reverse_path_key = @sender)
        ORDER BY t.id DESC {limit @limit}
        """;

    private const string ListRecipients = """SELECT message_id, recipient_key FROM message_recipients WHERE message_id IN {list @ids} ORDER BY recipient_key""";

    private const string ReadEvents = """
        SELECT {top @limit} id, event_kind, recipient, happened_at, host, detail
        FROM message_events WHERE message_id = @messageId AND id > @afterId ORDER BY id {limit @limit}
        """;

    private const string ListOld = """
        SELECT {top @max} t.id FROM message_traces t
        WHERE t.accepted_at < @acceptedBefore AND NOT EXISTS (SELECT 1 FROM queue_messages m WHERE m.id = t.id)
        ORDER BY t.accepted_at, t.id {limit @max}
        """;

    private const string DeleteOld = """DELETE FROM message_traces WHERE id IN {list @ids}""";

    public Task<TracedMessage?> FindAsync(string id, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            // The newest: a second message of the same trace id would be a client's own making.
            var found = (await session.QueryAsync<Trace>(FindByTrace, new { id })).LastOrDefault();
            if (found is null && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                found = await session.FindAsync<Trace>(FindById, new { id = number });
            }

            return found is null ? null : (await WithRecipientsAsync(session, [found]))[0];
        }, cancellationToken);

    public Task<IReadOnlyList<TracedMessage>> ListAsync(TraceFilter filter, long? beforeId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TracedMessage>>(async session =>
        {
            var sql = filter.Recipient is not null ? ListOfRecipient : filter.Sender is not null ? ListOfSender : ListTraces;
            return await WithRecipientsAsync(session, await session.QueryAsync<Trace>(sql, new
            {
                limit,
                before = beforeId ?? long.MaxValue,
                since = filter.Since ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero),
                sender = filter.Sender is { } sender ? EventRows.Key(sender) : null,
                recipient = filter.Recipient is { } recipient ? EventRows.Key(recipient) : null,
            }));
        }, cancellationToken);

    public Task<IReadOnlyList<MessageEvent>> ReadEventsAsync(long messageId, long afterId, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<MessageEvent>>(async session =>
            (await session.QueryAsync<Event>(ReadEvents, new { messageId, afterId, limit })).ConvertAll(record => record.ToEvent()), cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset acceptedBefore, int max, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var old = await session.QueryAsync<long>(ListOld, new { acceptedBefore, max });
            if (old.Count > 0)
            {
                await session.ExecuteAsync(DeleteOld, new { ids = DatabaseSession.NumberList(old) });
            }

            return old.Count;
        }, cancellationToken);

    private static async Task<List<TracedMessage>> WithRecipientsAsync(DatabaseSession session, List<Trace> traces)
    {
        var recipients = (await session.QueryAsync<Recipient>(ListRecipients, new { ids = DatabaseSession.NumberList(traces.Select(trace => trace.Id)) }))
            .ToLookup(row => row.MessageId, row => row.RecipientKey);
        return traces.ConvertAll(trace => new TracedMessage(trace.Id, trace.TraceId, trace.ReversePath, trace.Size, trace.AcceptedAt, [.. recipients[trace.Id]]));
    }

    private sealed class Trace
    {
        public long Id { get; init; }

        public required string TraceId { get; init; }

        public required string ReversePath { get; init; }

        public long Size { get; init; }

        public DateTimeOffset AcceptedAt { get; init; }
    }

    private sealed class Recipient
    {
        public long MessageId { get; init; }

        public required string RecipientKey { get; init; }
    }

    private sealed class Event
    {
        public long Id { get; init; }

        public int EventKind { get; init; }

        public required string Recipient { get; init; }

        public DateTimeOffset HappenedAt { get; init; }

        public string? Host { get; init; }

        public string? Detail { get; init; }

        public MessageEvent ToEvent() => new(Id, (MessageEventKind)EventKind, Recipient, HappenedAt, Host, Detail);
    }
}
