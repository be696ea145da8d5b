using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>The messages of one mailbox.</summary>
internal static class MessageRows
{
    private const string ReadIndex = """
        SELECT id, uid, flags, internal_date, size, mod_seq, envelope, body_structure
        FROM mailbox_messages WHERE mailbox_id = @mailboxId AND mod_seq > @sinceModSeq ORDER BY uid
        """;

    private const string ReadSome = """
        SELECT id, uid, flags, internal_date, size, mod_seq, envelope, body_structure
        FROM mailbox_messages WHERE mailbox_id = @mailboxId AND uid IN {list @uids} ORDER BY uid
        """;

    private const string ReadUids = """SELECT uid FROM mailbox_messages WHERE mailbox_id = @mailboxId ORDER BY uid""";

    private const string ReadContent = """
        SELECT m.header_prefix, c.content AS body FROM mailbox_messages m JOIN message_contents c ON c.id = m.content_id WHERE m.id = @id
        """;

    private const string CopyMessages = """
        INSERT INTO mailbox_messages (mailbox_id, uid, flags, internal_date, size, mod_seq, envelope, body_structure, header_prefix, content_id)
        SELECT @targetMailboxId, @firstUid + ROW_NUMBER() OVER (ORDER BY uid) - 1, flags, internal_date, size, @modSeq, envelope, body_structure, header_prefix, content_id
        FROM mailbox_messages WHERE mailbox_id = @mailboxId AND uid IN {list @uids}
        """;

    private const string RaiseModSeq = """UPDATE mailboxes SET highest_mod_seq = highest_mod_seq + 1 WHERE id = @mailboxId""";
    private const string ReadModSeq = """SELECT highest_mod_seq FROM mailboxes WHERE id = @mailboxId""";

    private const string SetFlags = """
        UPDATE mailbox_messages SET flags = @flags, mod_seq = @modSeq WHERE mailbox_id = @mailboxId AND uid IN {list @uids}
        """;

    private const string ListPresent = """
        SELECT uid, content_id FROM mailbox_messages WHERE mailbox_id = @mailboxId AND uid IN {list @uids} ORDER BY uid
        """;

    private const string DeleteSome = """DELETE FROM mailbox_messages WHERE mailbox_id = @mailboxId AND uid IN {list @uids}""";

    public static async Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(DatabaseSession session, long mailboxId, long sinceModSeq) =>
        (await session.QueryAsync<Record>(ReadIndex, new { mailboxId, sinceModSeq })).ConvertAll(record => record.ToEntry());

    public static async Task<IReadOnlyList<uint>> ReadUidsAsync(DatabaseSession session, long mailboxId) =>
        (await session.QueryAsync<long>(ReadUids, new { mailboxId })).ConvertAll(uid => (uint)uid);

    public static async Task<ReadOnlyMemory<byte>?> ReadContentAsync(DatabaseSession session, long id)
    {
        var record = await session.FindAsync<Content>(ReadContent, new { id });
        if (record is null)
        {
            return null;
        }

        return record.HeaderPrefix.Length == 0 ? record.Body : (byte[])[.. record.HeaderPrefix, .. record.Body];
    }

    public static async Task<IReadOnlyList<(uint Source, uint Target)>> CopyAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId)
    {
        var present = await session.QueryAsync<Present>(ListPresent, new { mailboxId, uids = Numbers(uids) });
        if (present.Count == 0 || await MailboxRows.TakeUidsAsync(session, targetMailboxId, present.Count) is not { } taken)
        {
            return [];
        }

        var copied = await session.ExecuteAsync(CopyMessages, new
        {
            mailboxId,
            targetMailboxId,
            firstUid = taken.FirstUid,
            modSeq = taken.ModSeq,
            uids = DatabaseSession.NumberList(present.Select(row => row.Uid)),
        });
        if (copied != present.Count)
        {
            // An expunge in another session came between; with the next attempt the pairs are right again.
            throw new StaleRowException();
        }

        return [.. present.Select((row, index) => ((uint)row.Uid, (uint)(taken.FirstUid + index)))];
    }

    public static async Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags)
    {
        // First the mailbox's row: its lock puts the flag changes of a mailbox one after the other.
        if (uids.Count == 0 || await session.ExecuteAsync(RaiseModSeq, new { mailboxId }) == 0)
        {
            return [];
        }

        var modSeq = await session.ReadAsync<long>(ReadModSeq, new { mailboxId });
        var numbers = Numbers(uids);
        var before = await session.QueryAsync<Record>(ReadSome, new { mailboxId, uids = numbers });
        var changed = before.Select(record => (record.Uid, Old: record.Flags, New: FlagList.Change(record.Flags, change, flags)))
            .Where(row => !string.Equals(row.Old, row.New, StringComparison.Ordinal))
            .GroupBy(row => row.New, row => row.Uid, StringComparer.Ordinal);
        foreach (var group in changed)
        {
            await session.ExecuteAsync(SetFlags, new { mailboxId, flags = group.Key, modSeq, uids = DatabaseSession.NumberList(group) });
        }

        return (await session.QueryAsync<Record>(ReadSome, new { mailboxId, uids = numbers })).ConvertAll(record => record.ToEntry());
    }

    public static async Task<IReadOnlyList<uint>> ExpungeAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids)
    {
        if (uids.Count == 0 || await session.ExecuteAsync(RaiseModSeq, new { mailboxId }) == 0)
        {
            return [];
        }

        var present = await session.QueryAsync<Present>(ListPresent, new { mailboxId, uids = Numbers(uids) });
        if (present.Count == 0)
        {
            return [];
        }

        await session.ExecuteAsync(DeleteSome, new { mailboxId, uids = DatabaseSession.NumberList(present.Select(row => row.Uid)) });
        await ContentRows.DeleteUnreferencedAsync(session, [.. present.Select(row => row.ContentId).Distinct()]);
        return present.ConvertAll(row => (uint)row.Uid);
    }

    private static string Numbers(IReadOnlyList<uint> uids) => DatabaseSession.NumberList(uids.Select(uid => (long)uid));

    private sealed class Record
    {
        public long Id { get; init; }

        public long Uid { get; init; }

        public required string Flags { get; init; }

        public DateTimeOffset InternalDate { get; init; }

        public long Size { get; init; }

        public long ModSeq { get; init; }

        public required string Envelope { get; init; }

        public required string BodyStructure { get; init; }

        public MessageEntry ToEntry() => new(Id, (uint)Uid, FlagList.Read(Flags), InternalDate, Size, ModSeq, Envelope, BodyStructure);
    }

    private sealed class Present
    {
        public long Uid { get; init; }

        public long ContentId { get; init; }
    }

    private sealed class Content
    {
        public byte[] HeaderPrefix { get; init; } = [];

        public byte[] Body { get; init; } = [];
    }
}
