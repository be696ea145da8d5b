using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Rows of mailboxes and their messages, for units of work that span more than one mailbox or the queue.</summary>
internal static class MailboxRows
{
    public const string Inbox = "INBOX";

    private const string RaiseUidValidity = """
        UPDATE counters SET last_value = CASE WHEN last_value >= @seconds THEN last_value + 1 ELSE @seconds END
        WHERE counter_name = 'uid_validity'
        """;

    private const string ReadUidValidity = """SELECT last_value FROM counters WHERE counter_name = 'uid_validity'""";

    private const string Insert = """
        INSERT INTO mailboxes (account_id, name, uid_validity, uid_next, highest_mod_seq, subscribed) {output id}
        VALUES (@accountId, @name, @uidValidity, @uidNext, @modSeq, @subscribed) {returning id}
        """;

    private const string FindId = """SELECT id FROM mailboxes WHERE account_id = @accountId AND name = @name""";

    private const string ListAccountContents = """
        SELECT DISTINCT content_id FROM mailbox_messages WHERE mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = @accountId)
        """;

    private const string DeleteAccountMessages = """
        DELETE FROM mailbox_messages WHERE mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = @accountId)
        """;

    private const string DeleteAccountMailboxes = """DELETE FROM mailboxes WHERE account_id = @accountId""";
    private const string TakeUids = """UPDATE mailboxes SET uid_next = uid_next + @count, highest_mod_seq = highest_mod_seq + 1 WHERE id = @mailboxId""";
    private const string ReadCounters = """SELECT uid_next, highest_mod_seq FROM mailboxes WHERE id = @mailboxId""";

    private const string InsertMessage = """
        INSERT INTO mailbox_messages (mailbox_id, uid, flags, internal_date, size, mod_seq, envelope, body_structure, header_prefix, content_id)
        VALUES (@mailboxId, @uid, @flags, @internalDate, @size, @modSeq, @envelope, @bodyStructure, @headerPrefix, @contentId)
        """;

    public static Task CreateInboxAsync(DatabaseSession session, long accountId) => CreateAsync(session, accountId, Inbox);

    public static async Task<long> CreateAsync(DatabaseSession session, long accountId, string name, long uidNext = 1, long modSeq = 1)
    {
        // Seconds of the clock unless the counter is already past them: a new mailbox of an old name, even in a
        // database that was restored from a copy, gets a value that its clients have not seen.
        await session.ExecuteAsync(RaiseUidValidity, new { seconds = session.Now.ToUnixTimeSeconds() });
        var uidValidity = await session.ReadAsync<long>(ReadUidValidity);
        return await session.ReadAsync<long>(Insert, new { accountId, name, uidValidity, uidNext, modSeq, subscribed = true });
    }

    public static async Task<long> FindOrCreateInboxAsync(DatabaseSession session, long accountId) =>
        await session.FindAsync<long?>(FindId, new { accountId, name = Inbox }) ?? await CreateAsync(session, accountId, Inbox);

    public static async Task DeleteAllAsync(DatabaseSession session, long accountId)
    {
        var contents = await session.QueryAsync<long>(ListAccountContents, new { accountId });
        await session.ExecuteAsync(DeleteAccountMessages, new { accountId });
        await session.ExecuteAsync(DeleteAccountMailboxes, new { accountId });
        await ContentRows.DeleteUnreferencedAsync(session, contents);
    }

    /// <summary>Takes the next UIDs of a mailbox. The update comes first: its lock on the row keeps every other
    /// delivery into the mailbox waiting until this one has committed, so UIDs become visible in order.</summary>
    public static async Task<(long FirstUid, long ModSeq)?> TakeUidsAsync(DatabaseSession session, long mailboxId, int count)
    {
        if (await session.ExecuteAsync(TakeUids, new { mailboxId, count }) == 0)
        {
            return null;
        }

        var counters = await session.ReadAsync<Counters>(ReadCounters, new { mailboxId });
        return (counters.UidNext - count, counters.HighestModSeq);
    }

    public static async Task<uint> AddAsync(DatabaseSession session, long mailboxId, NewMessage message)
    {
        var (uid, modSeq) = await TakeUidsAsync(session, mailboxId, 1) ?? throw new InvalidOperationException("The mailbox is gone.");
        await session.ExecuteAsync(InsertMessage, new
        {
            mailboxId,
            uid,
            flags = FlagList.Write(message.Flags),
            internalDate = message.InternalDate,
            size = message.Size,
            modSeq,
            envelope = message.Summary.Envelope,
            bodyStructure = message.Summary.BodyStructure,
            headerPrefix = ContentRows.Bytes(message.HeaderPrefix),
            contentId = message.ContentId,
        });
        return (uint)uid;
    }

    private sealed class Counters
    {
        public long UidNext { get; init; }

        public long HighestModSeq { get; init; }
    }
}

/// <summary>A message about to go into a mailbox, its content already stored.</summary>
internal sealed record NewMessage(IReadOnlyList<string> Flags, DateTimeOffset InternalDate, long Size, MessageSummary Summary, ReadOnlyMemory<byte> HeaderPrefix, long ContentId);
