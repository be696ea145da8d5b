using System.Globalization;
using System.Text.Json;
using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>Rows of the trace, written in the transaction of what they tell of.</summary>
internal static class EventRows
{
    private const int MaxDetail = 1000;
    private const int MaxHost = 300;

    private const string InsertTrace = """
        INSERT INTO message_traces (id, trace_id, reverse_path, reverse_path_key, size, accepted_at)
        VALUES (@messageId, @traceId, @reversePath, @reversePathKey, @size, @now)
        """;

    private const string InsertEvents = """
        INSERT INTO message_events (message_id, recipient, event_kind, happened_at, host, detail)
        SELECT CAST(r.message_of_row AS bigint), r.recipient_of_row, CAST(r.kind_of_row AS bigint), @now, r.host_of_row, r.detail_of_row
        FROM {rows @rows message_of_row 20, recipient_of_row 1000, kind_of_row 4, host_of_row 300, detail_of_row 1000} r
        """;

    private const string InsertEvent = """
        INSERT INTO message_events (message_id, recipient, event_kind, happened_at, host, detail) VALUES (@MessageId, @Recipient, @EventKind, @now, @Host, @Detail)
        """;

    private const string InsertRecipient = """
        INSERT INTO message_recipients (recipient_key, message_id)
        SELECT DISTINCT r.key_of_row, @messageId FROM {rows @rows key_of_row 320} r
        """;

    private const string InsertOneRecipient = """INSERT INTO message_recipients (recipient_key, message_id) VALUES (@key, @messageId)""";

    public static async Task InsertTraceAsync(DatabaseSession session, long messageId, string traceId, AcceptedMessage message)
    {
        await session.ExecuteAsync(InsertTrace, new
        {
            messageId,
            traceId,
            reversePath = message.ReversePath,
            reversePathKey = Key(message.ReversePath),
            size = (long)message.Content.Length,
            now = session.Now,
        });
        if (message.Recipients.Count == 1)
        {
            await session.ExecuteAsync(InsertOneRecipient, new { key = Key(message.Recipients[0].Address), messageId });
            return;
        }

        var keys = message.Recipients.Select(recipient => Key(recipient.Address)).Distinct(StringComparer.Ordinal).Select(key => new[] { key });
        await session.ExecuteAsync(InsertRecipient, new { rows = JsonSerializer.Serialize(keys), messageId });
    }

    public static async Task InsertAsync(DatabaseSession session, IReadOnlyCollection<NewEvent> events)
    {
        if (events.Count == 0)
        {
            return;
        }

        if (events.Count == 1)
        {
            var only = events.First();
            await session.ExecuteAsync(InsertEvent, new
            {
                only.MessageId,
                only.Recipient,
                EventKind = (int)only.Kind,
                Host = Cut(only.Host, MaxHost),
                Detail = Cut(only.Detail, MaxDetail),
                now = session.Now,
            });
            return;
        }

        var rows = events.Select(one => new[]
        {
            one.MessageId.ToString(CultureInfo.InvariantCulture), one.Recipient, ((int)one.Kind).ToString(CultureInfo.InvariantCulture), Cut(one.Host, MaxHost), Cut(one.Detail, MaxDetail),
        });
        await session.ExecuteAsync(InsertEvents, new { rows = JsonSerializer.Serialize(rows), now = session.Now });
    }

    /// <summary>How addresses compare: without case.</summary>
    public static string Key(string address) => address.ToLowerInvariant();

    public static string? Cut(string? text, int length) => text is not null && text.Length > length ? text[..length] : text;
}

/// <summary>A step that is about to be written.</summary>
internal sealed record NewEvent(long MessageId, string Recipient, MessageEventKind Kind, string? Host = null, string? Detail = null);
