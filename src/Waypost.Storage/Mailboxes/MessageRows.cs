using System.Data.Common;
using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>The index of one mailbox, and the contents behind it.</summary>
internal static class MessageRows
{
    private const string ReadIndex = """
        SELECT uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash FROM mailbox_entries WHERE mailbox_id = @mailboxId ORDER BY uid
        """;

    private const string ReadChanges = """
        SELECT uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash
        FROM mailbox_entries WHERE mailbox_id = @mailboxId AND mod_seq > @sinceModSeq ORDER BY uid
        """;

    private const string ReadSome = """
        SELECT uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash
        FROM mailbox_entries WHERE mailbox_id = @mailboxId AND uid IN {list @uids} ORDER BY uid
        """;

    private const string ReadUids = """SELECT uid FROM mailbox_entries WHERE mailbox_id = @mailboxId ORDER BY uid""";

    private const string ReadContent = """
        SELECT m.header_prefix, c.content AS octets FROM mailbox_entries m JOIN message_contents c ON c.id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND m.uid = @uid
        """;

    private const string ReadPrefix = """SELECT header_prefix FROM mailbox_entries WHERE mailbox_id = @mailboxId AND uid = @uid""";

    private const string ReadRange = """
        SELECT SUBSTRING(c.content, @first, @length) FROM mailbox_entries m JOIN message_contents c ON c.id = m.content_id
        WHERE m.mailbox_id = @mailboxId AND m.uid = @uid
        """;

    private const string LockMailbox = """SELECT account_id, name, highest_mod_seq FROM mailboxes {locked} WHERE id = @mailboxId""";
    private const string SetModSeq = """UPDATE mailboxes SET highest_mod_seq = @modSeq WHERE id = @mailboxId""";

    private const string SetFlags = """
        UPDATE mailbox_entries SET flags = @flags, mod_seq = @modSeq WHERE mailbox_id = @mailboxId AND uid IN {list @uids}
        """;

    public static async Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(DatabaseSession session, long mailboxId, long sinceModSeq)
    {
        await using var reader = await session.OpenReaderAsync(sinceModSeq <= 0 ? ReadIndex : ReadChanges, new { mailboxId, sinceModSeq });
        return await EntriesAsync(reader, mailboxId);
    }

    public static async Task<IReadOnlyList<uint>> ReadUidsAsync(DatabaseSession session, long mailboxId) =>
        (await session.QueryAsync<long>(ReadUids, new { mailboxId })).ConvertAll(uid => (uint)uid);

    public static async Task<ReadOnlyMemory<byte>?> ReadContentAsync(DatabaseSession session, long id)
    {
        var (mailboxId, uid) = EntryKey.Split(id);
        var record = await session.FindAsync<Content>(ReadContent, new { mailboxId, uid });
        if (record is null)
        {
            return null;
        }

        return record.HeaderPrefix.Length == 0 ? record.Octets : (byte[])[.. record.HeaderPrefix, .. record.Octets];
    }

    public static async Task<ReadOnlyMemory<byte>?> ReadContentAsync(DatabaseSession session, long id, long offset, int length)
    {
        var (mailboxId, uid) = EntryKey.Split(id);
        if (await session.FindAsync<byte[]>(ReadPrefix, new { mailboxId, uid }) is not { } prefix)
        {
            return null;
        }

        var fromPrefix = offset < prefix.Length ? prefix.AsMemory((int)offset, (int)Math.Min(length, prefix.Length - offset)) : ReadOnlyMemory<byte>.Empty;
        if (fromPrefix.Length == length)
        {
            return fromPrefix;
        }

        var octets = await session.FindAsync<byte[]>(ReadRange, new
        {
            mailboxId,
            uid,
            first = Math.Max(0, offset - prefix.Length) + 1,
            length = length - fromPrefix.Length,
        }) ?? [];
        return fromPrefix.IsEmpty ? octets : (byte[])[.. fromPrefix.Span, .. octets];
    }

    public static async Task<FlagsResult> StoreFlagsAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids, FlagUpdate update)
    {
        // First the mailbox's row: its lock puts the changes of a mailbox one after the other.
        if (uids.Count == 0 || await session.FindAsync<Locked>(LockMailbox, new { mailboxId }) is not { } mailbox)
        {
            return new([], []);
        }

        var before = await ReadSomeAsync(session, mailboxId, uids);
        var modified = before.Where(entry => entry.ModSeq > update.UnchangedSince).Select(entry => entry.Uid).ToList();
        var modSeq = mailbox.HighestModSeq + 1;
        var entries = new List<MessageEntry>(before.Count);
        var groups = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var entry in before.Where(entry => !(entry.ModSeq > update.UnchangedSince)))
        {
            var old = FlagList.Write(entry.Flags);
            var now = FlagList.Change(old, update.Change, update.Flags);
            if (string.Equals(old, now, StringComparison.Ordinal))
            {
                entries.Add(entry);
                continue;
            }

            entries.Add(entry with { Flags = FlagList.Read(now), ModSeq = modSeq });
            if (!groups.TryGetValue(now, out var group))
            {
                groups[now] = group = [];
            }

            group.Add(entry.Uid);
        }

        foreach (var (flags, group) in groups)
        {
            await session.ExecuteAsync(SetFlags, new { mailboxId, flags, modSeq, uids = DatabaseSession.NumberList(group) });
        }

        if (groups.Count > 0)
        {
            await session.ExecuteAsync(SetModSeq, new { mailboxId, modSeq });
            session.Changed(new(mailbox.AccountId, mailboxId, mailbox.Name, MailboxChangeKind.Messages, modSeq));
        }

        return new(entries, modified);
    }

    public static async Task<List<MessageEntry>> ReadSomeAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids)
    {
        await using var reader = await session.OpenReaderAsync(ReadSome, new { mailboxId, uids = Numbers(uids) });
        return await EntriesAsync(reader, mailboxId);
    }

    public static string Numbers(IEnumerable<uint> uids) => DatabaseSession.NumberList(uids.Select(uid => (long)uid));

    // A mailbox may have many entries and has few different lists of flags.
    private static async Task<List<MessageEntry>> EntriesAsync(DbDataReader reader, long mailboxId)
    {
        var entries = new List<MessageEntry>();
        var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
        {
            var text = reader.GetString(1);
            if (!known.TryGetValue(text, out var flags))
            {
                known[text] = flags = FlagList.Read(text);
            }

            var uid = (uint)reader.GetInt64(0);
            entries.Add(new(EntryKey.Of(mailboxId, uid), uid, flags, DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)), reader.GetInt64(4), reader.GetInt64(5))
            {
                SaveDate = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)),
                ContentId = reader.GetInt64(6),
                PrefixHash = (uint)reader.GetInt64(7),
            });
        }

        return entries;
    }

    private sealed class Locked
    {
        public long AccountId { get; init; }

        public required string Name { get; init; }

        public long HighestModSeq { get; init; }
    }

    private sealed class Content
    {
        public byte[] HeaderPrefix { get; init; } = [];

        public byte[] Octets { get; init; } = [];
    }
}
