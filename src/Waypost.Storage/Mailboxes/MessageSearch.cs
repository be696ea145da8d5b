using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Answers searches from the decoded text that is kept of each content.</summary>
public sealed class MessageSearch(WaypostDatabase database) : IMessageSearch
{
    private const string FindInBody = """
        SELECT m.uid FROM mailbox_entries m JOIN message_texts t ON t.content_id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND {find @text body_text} ORDER BY m.uid
        """;

    private const string FindInText = """
        SELECT m.uid FROM mailbox_entries m JOIN message_texts t ON t.content_id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND ({find @text header_text} OR {find @text body_text}) ORDER BY m.uid
        """;

    private const string FindInHeader = """
        SELECT m.uid, t.header_text FROM mailbox_entries m JOIN message_texts t ON t.content_id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND {find @text header_text} AND {find @field header_text} ORDER BY m.uid
        """;

    private const string FindInPrefix = """
        SELECT uid, header_prefix FROM mailbox_entries WHERE mailbox_id = @mailboxId AND prefix_hash <> 0 ORDER BY uid
        """;

    private const string FindSent = """
        SELECT m.uid FROM mailbox_entries m JOIN message_summaries s ON s.content_id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND s.sent_day >= @first AND s.sent_day <= @last ORDER BY m.uid
        """;

    private const string ReadKeys = """
        SELECT m.uid, s.base_subject, s.is_reply, s.sent_at, s.from_key, s.to_key, s.cc_key, s.display_from, s.display_to, s.message_id, s.reference_ids
        FROM mailbox_entries m JOIN message_summaries s ON s.content_id = m.content_id WHERE m.mailbox_id = @mailboxId ORDER BY m.uid
        """;

    public Task<IReadOnlyList<uint>> FindAsync(long mailboxId, TextCriterion criterion, CancellationToken cancellationToken) =>
        database.ReadAsync(session => FindAsync(session, mailboxId, criterion), cancellationToken);

    public Task<IReadOnlyList<SortKeys>> ReadSortKeysAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SortKeys>>(async session =>
        {
            var keys = new List<SortKeys>();
            await using var reader = await session.OpenReaderAsync(ReadKeys, new { mailboxId });
            while (await reader.ReadAsync(cancellationToken))
            {
                keys.Add(new(
                    (uint)reader.GetInt64(0),
                    reader.GetString(1),
                    reader.GetBoolean(2),
                    reader.IsDBNull(3) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                    reader.GetString(4),
                    reader.GetString(5),
                    reader.GetString(6),
                    reader.GetString(7),
                    reader.GetString(8),
                    reader.IsDBNull(9) ? null : reader.GetString(9),
                    reader.GetString(10).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
            }

            return keys;
        }, cancellationToken);

    private static async Task<IReadOnlyList<uint>> FindAsync(DatabaseSession session, long mailboxId, TextCriterion criterion) => criterion switch
    {
        BodyCriterion body => await UidsAsync(session, body.WithHeader ? FindInText : FindInBody, new { mailboxId, text = SearchText.Fold(body.Text) }),
        HeaderCriterion header => await FindInHeaderAsync(session, mailboxId, header),
        SentCriterion sent => await UidsAsync(session, FindSent, new { mailboxId, first = sent.From?.DayNumber ?? 0, last = sent.Until?.DayNumber ?? int.MaxValue }),
        FuzzyCriterion fuzzy => await FindWordsAsync(session, mailboxId, fuzzy.Text),
        _ => [],
    };

    private static async Task<IReadOnlyList<uint>> UidsAsync(DatabaseSession session, string sql, object parameters) =>
        (await session.QueryAsync<long>(sql, parameters)).ConvertAll(uid => (uint)uid);

    // The engine finds where the header has the text somewhere; here it is seen whether it is in the field.
    private static async Task<IReadOnlyList<uint>> FindInHeaderAsync(DatabaseSession session, long mailboxId, HeaderCriterion criterion)
    {
        var field = SearchText.Fold(criterion.Field) + ": ";
        var text = SearchText.Fold(criterion.Text);
        var found = new SortedSet<uint>();
        await using (var reader = await session.OpenReaderAsync(FindInHeader, new { mailboxId, text, field }))
        {
            while (await reader.ReadAsync())
            {
                if (HeaderHolds(reader.GetString(1), field, text))
                {
                    found.Add((uint)reader.GetInt64(0));
                }
            }
        }

        if (criterion.Field.ToUpperInvariant() is "RETURN-PATH" or "DELIVERED-TO")
        {
            // These are each copy's own, so they are kept with the entry.
            await using var reader = await session.OpenReaderAsync(FindInPrefix, new { mailboxId });
            while (await reader.ReadAsync())
            {
                if (HeaderHolds(SearchText.Fold(System.Text.Encoding.UTF8.GetString(reader.GetFieldValue<byte[]>(1))), field, text))
                {
                    found.Add((uint)reader.GetInt64(0));
                }
            }
        }

        return [.. found];
    }

    private static bool HeaderHolds(ReadOnlySpan<char> header, ReadOnlySpan<char> field, ReadOnlySpan<char> text)
    {
        foreach (var line in header.EnumerateLines())
        {
            if (line.StartsWith(field, StringComparison.Ordinal) && line[field.Length..].IndexOf(text, StringComparison.Ordinal) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<IReadOnlyList<uint>> FindWordsAsync(DatabaseSession session, long mailboxId, string words)
    {
        IEnumerable<uint>? found = null;
        foreach (var word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            var uids = await UidsAsync(session, FindInText, new { mailboxId, text = SearchText.Fold(word) });
            found = found is null ? uids : found.Intersect(uids);
        }

        return [.. found ?? []];
    }
}
