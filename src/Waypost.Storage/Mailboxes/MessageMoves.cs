using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Copies, moves and expunges messages.</summary>
internal static class MessageMoves
{
    // Clients that were away longer compare their UIDs.
    private const int RememberedExpunges = 2048;

    private const string ListPresent = """
        SELECT uid, size, content_id FROM mailbox_entries WHERE mailbox_id = @mailboxId AND uid IN {list @uids} ORDER BY uid
        """;

    private const string CopyEntries = """
        INSERT INTO mailbox_entries (mailbox_id, uid, flags, internal_date, save_date, size, mod_seq, content_id, prefix_hash, header_prefix)
        SELECT @targetMailboxId, @firstUid + ROW_NUMBER() OVER (ORDER BY uid) - 1, flags, internal_date, @now, size, @modSeq, content_id, prefix_hash, header_prefix
        FROM mailbox_entries WHERE mailbox_id = @mailboxId AND uid IN {list @uids}
        """;

    private const string FindAccount = """SELECT account_id FROM mailboxes WHERE id = @mailboxId""";

    private const string RaiseModSeq = """
        UPDATE mailboxes SET highest_mod_seq = mailboxes.highest_mod_seq + 1 {output account_id, name, highest_mod_seq}
        WHERE id = @mailboxId {returning account_id, name, highest_mod_seq}
        """;

    private const string CountOff = """
        UPDATE mailboxes SET message_count = message_count - @count, total_size = total_size - @octets WHERE id = @mailboxId
        """;

    private const string ReadModSeq = """SELECT highest_mod_seq FROM mailboxes WHERE id = @mailboxId""";
    private const string DeleteSome = """DELETE FROM mailbox_entries WHERE mailbox_id = @mailboxId AND uid IN {list @uids}""";
    private const string Remember = """INSERT INTO mailbox_expunges (mailbox_id, mod_seq, uids) VALUES (@mailboxId, @modSeq, @uids)""";

    private const string FindOldest = """
        SELECT MAX(mod_seq) FROM (
            SELECT mod_seq, ROW_NUMBER() OVER (ORDER BY mod_seq DESC) AS place FROM mailbox_expunges WHERE mailbox_id = @mailboxId) remembered
        WHERE place > @keep
        """;

    private const string Forget = """DELETE FROM mailbox_expunges WHERE mailbox_id = @mailboxId AND mod_seq <= @oldest""";
    private const string SetForgotten = """UPDATE mailboxes SET expunged_from = @oldest WHERE id = @mailboxId""";
    private const string ReadForgotten = """SELECT expunged_from FROM mailboxes WHERE id = @mailboxId""";
    private const string ReadRemembered = """SELECT uids FROM mailbox_expunges WHERE mailbox_id = @mailboxId AND mod_seq > @sinceModSeq""";

    public static async Task<CopyResult> CopyAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, bool move)
    {
        if (await session.FindAsync<long?>(FindAccount, new { mailboxId = targetMailboxId }) is not { } targetAccount)
        {
            return new(StoreOutcome.NoMailbox, []);
        }

        var present = await session.QueryAsync<Present>(ListPresent, new { mailboxId, uids = MessageRows.Numbers(uids) });
        var withinAccount = move && await session.FindAsync<long?>(FindAccount, new { mailboxId }) == targetAccount;
        if (present.Count == 0
            || await MailboxRows.TakeUidsAsync(session, targetMailboxId, present.Count, present.Sum(row => row.Size), withinAccount) is not { } taken)
        {
            return new(StoreOutcome.Done, []);
        }

        var numbers = DatabaseSession.NumberList(present.Select(row => row.Uid));
        var copied = await session.ExecuteAsync(CopyEntries, new
        {
            mailboxId,
            targetMailboxId,
            firstUid = taken.FirstUid,
            modSeq = taken.ModSeq,
            now = session.Now.ToUnixTimeMilliseconds(),
            uids = numbers,
        });
        if (copied != present.Count)
        {
            // An expunge in another session came between; with the next attempt the pairs are right again.
            throw new StaleRowException();
        }

        if (move)
        {
            await RemoveAsync(session, mailboxId, present);
        }

        return new(StoreOutcome.Done, [.. present.Select((row, index) => ((uint)row.Uid, (uint)(taken.FirstUid + index)))]);
    }

    public static async Task<ExpungeResult> ExpungeAsync(DatabaseSession session, long mailboxId, IReadOnlyList<uint> uids)
    {
        var present = uids.Count == 0 ? [] : await session.QueryAsync<Present>(ListPresent, new { mailboxId, uids = MessageRows.Numbers(uids) });
        if (present.Count == 0)
        {
            return new([], await session.FindAsync<long?>(ReadModSeq, new { mailboxId }) ?? 0);
        }

        var modSeq = await RemoveAsync(session, mailboxId, present);
        await ContentRows.DeleteUnreferencedAsync(session, [.. present.Select(row => row.ContentId).Distinct()]);
        return new(present.ConvertAll(row => (uint)row.Uid), modSeq);
    }

    public static async Task<ExpungedUids> ReadExpungedAsync(DatabaseSession session, long mailboxId, long sinceModSeq)
    {
        var forgotten = await session.FindAsync<long?>(ReadForgotten, new { mailboxId });
        var ranges = (await session.QueryAsync<string>(ReadRemembered, new { mailboxId, sinceModSeq })).SelectMany(UidRanges.Read);
        return new(UidRanges.Merge(ranges), forgotten is null || sinceModSeq >= forgotten);
    }

    // The mailbox's row first, whose lock puts the changes one after the other.
    private static async Task<long> RemoveAsync(DatabaseSession session, long mailboxId, List<Present> present)
    {
        var raised = await session.FindAsync<Raised>(RaiseModSeq, new { mailboxId }) ?? throw new StaleRowException();
        var removed = await session.ExecuteAsync(DeleteSome, new { mailboxId, uids = DatabaseSession.NumberList(present.Select(row => row.Uid)) });
        if (removed != present.Count)
        {
            throw new StaleRowException();
        }

        await session.ExecuteAsync(CountOff, new { mailboxId, count = present.Count, octets = present.Sum(row => row.Size) });
        await session.ExecuteAsync(Remember, new { mailboxId, modSeq = raised.HighestModSeq, uids = SequenceSet.Format(present.Select(row => (uint)row.Uid)) });
        if (raised.HighestModSeq % (RememberedExpunges / 8) == 0
            && await session.ReadAsync<long?>(FindOldest, new { mailboxId, keep = RememberedExpunges }) is { } oldest)
        {
            await session.ExecuteAsync(Forget, new { mailboxId, oldest });
            await session.ExecuteAsync(SetForgotten, new { mailboxId, oldest });
        }

        session.Changed(new(raised.AccountId, mailboxId, raised.Name, MailboxChangeKind.Messages, raised.HighestModSeq));
        return raised.HighestModSeq;
    }

    private sealed class Present
    {
        public long Uid { get; init; }

        public long Size { get; init; }

        public long ContentId { get; init; }
    }

    private sealed class Raised
    {
        public long AccountId { get; init; }

        public required string Name { get; init; }

        public long HighestModSeq { get; init; }
    }
}
