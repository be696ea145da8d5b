using System.Buffers.Binary;
using System.Security.Cryptography;
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
        INSERT INTO mailboxes (account_id, name, uid_validity, uid_next, highest_mod_seq, special_use, expunged_from) {output id}
        VALUES (@accountId, @name, @uidValidity, @uidNext, @modSeq, @specialUse, @modSeq) {returning id}
        """;

    private const string FindId = """SELECT id FROM mailboxes WHERE account_id = @accountId AND name = @name""";
    private const string FindUse = """SELECT COUNT(*) FROM mailboxes WHERE account_id = @accountId AND special_use = @specialUse""";

    private const string ListAccountContents = """
        SELECT DISTINCT content_id FROM mailbox_entries WHERE mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = @accountId)
        """;

    private const string DeleteAccountEntries = """
        DELETE FROM mailbox_entries WHERE mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = @accountId)
        """;

    private const string DeleteAccountAnnotations = """
        DELETE FROM mailbox_annotations WHERE account_id = @accountId OR mailbox_id IN (SELECT id FROM mailboxes WHERE account_id = @accountId)
        """;

    private const string DeleteAccountMailboxes = """DELETE FROM mailboxes WHERE account_id = @accountId""";

    private const string TakeUids = """
        UPDATE mailboxes SET uid_next = mailboxes.uid_next + @count, highest_mod_seq = mailboxes.highest_mod_seq + 1,
            message_count = mailboxes.message_count + @count, total_size = mailboxes.total_size + @octets
        {output account_id, name, uid_next, highest_mod_seq} WHERE id = @mailboxId {returning account_id, name, uid_next, highest_mod_seq}
        """;

    private const string InsertEntry = """
        INSERT INTO mailbox_entries (mailbox_id, uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash, header_prefix)
        VALUES (@mailboxId, @uid, @flags, @internalDate, @saveDate, @size, @modSeq, @contentId, @prefixHash, @headerPrefix)
        """;

    /// <summary>Creates INBOX and, when asked for, the mailboxes for special uses; subscribes to all of them.</summary>
    public static async Task CreateFirstAsync(DatabaseSession session, long accountId, bool withSpecialUses)
    {
        await FindOrCreateInboxAsync(session, accountId);
        foreach (var (name, specialUse) in withSpecialUses ? SpecialUses.OfNewAccounts : [])
        {
            await CreateAsync(session, accountId, name, specialUse);
            await SubscriptionRows.SetAsync(session, accountId, name, subscribed: true);
        }
    }

    public static async Task<long> CreateAsync(DatabaseSession session, long accountId, string name, string? specialUse = null, long uidNext = 1, long modSeq = 1)
    {
        // Seconds of the clock unless the counter is already past them: a new mailbox of an old name, even in a
        // database that was restored from a copy, gets a value that its clients have not seen.
        await session.ExecuteAsync(RaiseUidValidity, new { seconds = session.Now.ToUnixTimeSeconds() });
        var uidValidity = await session.ReadAsync<long>(ReadUidValidity);
        var id = await session.ReadAsync<long>(Insert, new { accountId, name, uidValidity, uidNext, modSeq, specialUse });
        session.Changed(new(accountId, id, name, MailboxChangeKind.Created, modSeq));
        return id;
    }

    public static async Task<bool> HasUseAsync(DatabaseSession session, long accountId, string specialUse) =>
        await session.ReadAsync<long>(FindUse, new { accountId, specialUse }) > 0;

    public static async Task<long> FindOrCreateInboxAsync(DatabaseSession session, long accountId)
    {
        if (await session.FindAsync<long?>(FindId, new { accountId, name = Inbox }) is { } known)
        {
            return known;
        }

        await SubscriptionRows.SetAsync(session, accountId, Inbox, subscribed: true);
        return await CreateAsync(session, accountId, Inbox);
    }

    public static async Task DeleteAllAsync(DatabaseSession session, long accountId)
    {
        var contents = await session.QueryAsync<long>(ListAccountContents, new { accountId });
        await session.ExecuteAsync(DeleteAccountEntries, new { accountId });
        await session.ExecuteAsync(DeleteAccountAnnotations, new { accountId });
        await session.ExecuteAsync(DeleteAccountMailboxes, new { accountId });
        await ContentRows.DeleteUnreferencedAsync(session, contents);
    }

    /// <summary>Takes the next UIDs of a mailbox and counts what is about to come. The update comes before every other write: its lock on
    /// the row keeps every other delivery into the mailbox waiting until this one has committed, so UIDs become visible
    /// in order. Null when the mailbox is gone.</summary>
    /// <exception cref="OverQuotaException">The owner may not hold so much.</exception>
    public static async Task<TakenUids?> TakeUidsAsync(DatabaseSession session, long mailboxId, int count, long octets, bool withinAccount = false)
    {
        // Before anything is written: what else the unit of work does may go on without it.
        if (!withinAccount && await QuotaRows.IsOverAsync(session, mailboxId, octets, count))
        {
            throw new OverQuotaException();
        }

        if (await session.FindAsync<Counters>(TakeUids, new { mailboxId, count, octets }) is not { } counters)
        {
            return null;
        }

        session.Changed(new(counters.AccountId, mailboxId, counters.Name, MailboxChangeKind.Messages, counters.HighestModSeq));
        return new(counters.UidNext - count, counters.HighestModSeq);
    }

    /// <summary>Puts a message into a mailbox and returns its UID. What it says is stored with the first that has its content.</summary>
    /// <exception cref="OverQuotaException">The owner may not hold so much.</exception>
    public static async Task<uint> AddAsync(DatabaseSession session, long mailboxId, NewMessage message)
    {
        var taken = await TakeUidsAsync(session, mailboxId, 1, message.Size) ?? throw new InvalidOperationException("The mailbox is gone.");
        await SummaryRows.InsertMissingAsync(session, message.ContentId, message.Summary);
        await InsertAsync(session, mailboxId, taken.FirstUid, taken.ModSeq, message);
        return (uint)taken.FirstUid;
    }

    /// <summary>Adds the row of a message whose UID is taken.</summary>
    public static Task InsertAsync(DatabaseSession session, long mailboxId, long uid, long modSeq, NewMessage message) =>
        session.ExecuteAsync(InsertEntry, new
        {
            mailboxId,
            uid,
            flags = FlagList.Write(message.Flags),
            internalDate = message.InternalDate.ToUnixTimeMilliseconds(),
            saveDate = session.Now.ToUnixTimeMilliseconds(),
            size = message.Size,
            modSeq,
            contentId = message.ContentId,
            prefixHash = message.HeaderPrefix.IsEmpty ? 0L : PrefixHash(message.HeaderPrefix.Span),
            headerPrefix = ContentRows.Bytes(message.HeaderPrefix),
        });

    private static long PrefixHash(ReadOnlySpan<byte> prefix) => Math.Max(1, BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(prefix)));

    private sealed class Counters
    {
        public long AccountId { get; init; }

        public required string Name { get; init; }

        public long UidNext { get; init; }

        public long HighestModSeq { get; init; }
    }
}

/// <summary>UIDs that a unit of work has taken, and the mod-sequence of what it does.</summary>
internal sealed record TakenUids(long FirstUid, long ModSeq);

/// <summary>A message about to go into a mailbox, its content already stored.</summary>
internal sealed record NewMessage(IReadOnlyList<string> Flags, DateTimeOffset InternalDate, long Size, MessageSummary Summary, ReadOnlyMemory<byte> HeaderPrefix, long ContentId);
