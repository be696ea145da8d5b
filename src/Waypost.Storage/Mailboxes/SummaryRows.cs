using Waypost.Mail.Store;
using Waypost.Mail.Summaries;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>What is kept of each content beside its octets.</summary>
internal static class SummaryRows
{
    /// <summary>Raised when a summary has something new, which stored ones then lack.</summary>
    public const int Version = 1;

    private const string Insert = """
        INSERT INTO message_summaries (content_id, summary_version, base_subject, is_reply, sent_at, sent_day, from_key, to_key, cc_key, display_from, display_to,
            message_id, reference_ids, thread_id, envelope, preview, body_structure)
        VALUES (@contentId, @version, @baseSubject, @isReply, @sentAt, @sentDay, @fromKey, @toKey, @ccKey, @displayFrom, @displayTo,
            @messageId, @referenceIds, @threadId, @envelope, @preview, @bodyStructure)
        """;

    private const string InsertText = """INSERT INTO message_texts (content_id, header_text, body_text) VALUES (@contentId, @header, @body)""";
    private const string Exists = """SELECT COUNT(*) FROM message_summaries WHERE content_id = @contentId""";

    private const string ReadSome = """
        SELECT content_id, envelope, body_structure, preview, thread_id FROM message_summaries WHERE content_id IN {list @ids}
        """;

    private const string ListOld = """
        SELECT {top @limit} s.content_id, c.content AS octets FROM message_summaries s JOIN message_contents c ON c.id = s.content_id
        WHERE s.summary_version = 0 {limit @limit}
        """;

    private const string Delete = """DELETE FROM message_summaries WHERE content_id = @contentId""";
    private const string DeleteText = """DELETE FROM message_texts WHERE content_id = @contentId""";

    public static async Task InsertMissingAsync(DatabaseSession session, long contentId, MessageSummary summary)
    {
        if (await session.ReadAsync<long>(Exists, new { contentId }) == 0)
        {
            await InsertAsync(session, contentId, summary);
        }
    }

    public static async Task InsertAsync(DatabaseSession session, long contentId, MessageSummary summary)
    {
        var keys = summary.Keys;
        await session.ExecuteAsync(Insert, new
        {
            contentId,
            version = Version,
            baseSubject = keys.BaseSubject,
            isReply = keys.IsReplyOrForward,
            sentAt = keys.Sent?.ToUnixTimeMilliseconds(),
            sentDay = keys.Sent is { } sent ? DateOnly.FromDateTime(sent.Date).DayNumber : (int?)null,
            fromKey = keys.From,
            toKey = keys.To,
            ccKey = keys.Cc,
            displayFrom = keys.DisplayFrom,
            displayTo = keys.DisplayTo,
            messageId = keys.MessageId,
            referenceIds = string.Join(' ', keys.References),
            threadId = summary.ThreadId,
            envelope = summary.Envelope,
            preview = summary.Preview,
            bodyStructure = summary.BodyStructure,
        });
        if (summary.Text is { } text)
        {
            await session.ExecuteAsync(InsertText, new { contentId, header = text.Header, body = text.Body });
        }
    }

    public static async Task<IReadOnlyDictionary<long, MessageSummary>> ReadAsync(DatabaseSession session, IReadOnlyCollection<long> contentIds) =>
        (await session.QueryAsync<Record>(ReadSome, new { ids = DatabaseSession.NumberList(contentIds.Distinct()) })).ToDictionary(
            record => record.ContentId,
            record => new MessageSummary(record.Envelope, record.BodyStructure) { Preview = record.Preview, ThreadId = record.ThreadId });

    /// <summary>Computes some summaries of an earlier version again; returns how many there were.</summary>
    public static async Task<int> RenewAsync(DatabaseSession session, int limit)
    {
        var old = await session.QueryAsync<Old>(ListOld, new { limit });
        foreach (var record in old)
        {
            await session.ExecuteAsync(Delete, new { contentId = record.ContentId });
            await session.ExecuteAsync(DeleteText, new { contentId = record.ContentId });
            await InsertAsync(session, record.ContentId, MessageSummarizer.Summarize(record.Octets));
        }

        return old.Count;
    }

    private sealed class Record
    {
        public long ContentId { get; init; }

        public required string Envelope { get; init; }

        public required string BodyStructure { get; init; }

        public required string Preview { get; init; }

        public required string ThreadId { get; init; }
    }

    private sealed class Old
    {
        public long ContentId { get; init; }

        public byte[] Octets { get; init; } = [];
    }
}
