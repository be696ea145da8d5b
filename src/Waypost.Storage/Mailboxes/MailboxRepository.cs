using Waypost.Mail.Store;
using Waypost.Mail.Summaries;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Mailboxes and the index of their messages.</summary>
public sealed class MailboxRepository(WaypostDatabase database) : IMailboxStore
{
    // Each part of a large question takes one list of ids.
    private const int SummaryBatch = 1000;

    private const string ReadFlags = """
        SELECT
            COALESCE(SUM(CASE WHEN flags LIKE '%\Seen%' THEN 0 ELSE 1 END), 0) AS unseen,
            COALESCE(SUM(CASE WHEN flags LIKE '%\Deleted%' THEN 1 ELSE 0 END), 0) AS deleted
        FROM mailbox_entries WHERE mailbox_id = @mailboxId
        """;

    public async Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken)
    {
        var mailboxes = await database.ReadAsync(session => MailboxTree.ListAsync(session, accountId), cancellationToken);
        if (mailboxes.Count == 0 || mailboxes[0].Name != MailboxRows.Inbox)
        {
            await database.WriteAsync(session => MailboxTree.EnsureInboxAsync(session, accountId), cancellationToken);
            mailboxes = await database.ReadAsync(session => MailboxTree.ListAsync(session, accountId), cancellationToken);
        }

        return mailboxes;
    }

    public async Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        name = MailboxTree.Normalize(name);
        var mailbox = await database.ReadAsync(session => MailboxTree.FindAsync(session, accountId, name), cancellationToken);
        if (mailbox is null && name == MailboxRows.Inbox
            && await database.WriteAsync(session => MailboxTree.EnsureInboxAsync(session, accountId), cancellationToken))
        {
            mailbox = await database.ReadAsync(session => MailboxTree.FindAsync(session, accountId, name), cancellationToken);
        }

        return mailbox;
    }

    public Task<Mailbox?> FindByIdAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MailboxTree.FindByIdAsync(session, mailboxId), cancellationToken);

    public Task<Mailbox?> CreateAsync(long accountId, string name, string? specialUse, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MailboxTree.CreateAsync(session, accountId, name, specialUse), cancellationToken);

    public Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MailboxTree.DeleteAsync(session, accountId, name), cancellationToken);

    public Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MailboxTree.RenameAsync(session, accountId, name, newName), cancellationToken);

    public Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken) =>
        database.WriteAsync(session => SubscriptionRows.SetAsync(session, accountId, MailboxTree.Normalize(name), subscribed), cancellationToken);

    public async Task<IReadOnlyList<string>> ListSubscriptionsAsync(long accountId, CancellationToken cancellationToken) =>
        await database.ReadAsync(session => SubscriptionRows.ListAsync(session, accountId), cancellationToken);

    public Task<MailboxStatus?> ReadStatusAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            if (await MailboxTree.FindByIdAsync(session, mailboxId) is not { } mailbox)
            {
                return null;
            }

            var flags = await session.ReadAsync<FlagCounts>(ReadFlags, new { mailboxId });
            return new MailboxStatus(mailbox.MessageCount, flags.Unseen, flags.Deleted, mailbox.TotalSize, mailbox.UidNext, mailbox.HighestModSeq);
        }, cancellationToken);

    public Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadIndexAsync(session, mailboxId, sinceModSeq), cancellationToken);

    public Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadUidsAsync(session, mailboxId), cancellationToken);

    public Task<ExpungedUids> ReadExpungedAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageMoves.ReadExpungedAsync(session, mailboxId, sinceModSeq), cancellationToken);

    public async Task<IReadOnlyDictionary<long, MessageSummary>> ReadSummariesAsync(IReadOnlyCollection<long> contentIds, CancellationToken cancellationToken)
    {
        if (contentIds.Count <= SummaryBatch)
        {
            return await database.ReadAsync(session => SummaryRows.ReadAsync(session, contentIds), cancellationToken);
        }

        var all = new Dictionary<long, MessageSummary>(contentIds.Count);
        foreach (var batch in contentIds.Distinct().Chunk(SummaryBatch))
        {
            foreach (var (id, summary) in await database.ReadAsync(session => SummaryRows.ReadAsync(session, batch), cancellationToken))
            {
                all[id] = summary;
            }
        }

        return all;
    }

    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadContentAsync(session, messageEntryId), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, long offset, int length, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadContentAsync(session, messageEntryId, offset, length), cancellationToken);

    public Task<AppendResult> AppendAsync(long mailboxId, IReadOnlyList<AppendedMessage> messages, CancellationToken cancellationToken) =>
        WriteAppendAsync(messages, (session, summaries) => AppendRows.InsertAsync(session, mailboxId, messages, summaries), cancellationToken);

    public Task<AppendResult> ReplaceAsync(long mailboxId, uint uid, long targetMailboxId, AppendedMessage message, CancellationToken cancellationToken) =>
        WriteAppendAsync([message], async (session, summaries) =>
        {
            var result = await AppendRows.InsertAsync(session, targetMailboxId, [message], summaries);
            if (result.Outcome == StoreOutcome.Done)
            {
                await MessageMoves.ExpungeAsync(session, mailboxId, [uid]);
            }

            return result;
        }, cancellationToken);

    public Task<CopyResult> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken) =>
        WithinQuotaAsync(session => MessageMoves.CopyAsync(session, mailboxId, uids, targetMailboxId, move: false), new(StoreOutcome.OverQuota, []), cancellationToken);

    public Task<CopyResult> MoveAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken) =>
        WithinQuotaAsync(session => MessageMoves.CopyAsync(session, mailboxId, uids, targetMailboxId, move: true), new(StoreOutcome.OverQuota, []), cancellationToken);

    public Task<FlagsResult> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagUpdate update, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MessageRows.StoreFlagsAsync(session, mailboxId, uids, update), cancellationToken);

    public Task<ExpungeResult> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MessageMoves.ExpungeAsync(session, mailboxId, uids), cancellationToken);

    private Task<AppendResult> WriteAppendAsync(
        IReadOnlyList<AppendedMessage> messages, Func<DatabaseSession, IReadOnlyList<MessageSummary>, Task<AppendResult>> append, CancellationToken cancellationToken)
    {
        // Before the transaction, which other writers wait for.
        MessageSummary[] summaries = [.. messages.Select(message => MessageSummarizer.Summarize(message.Content))];
        return WithinQuotaAsync(session => append(session, summaries), new AppendResult(StoreOutcome.OverQuota, []), cancellationToken);
    }

    private async Task<T> WithinQuotaAsync<T>(Func<DatabaseSession, Task<T>> work, T over, CancellationToken cancellationToken)
    {
        try
        {
            return await database.WriteAsync(work, cancellationToken);
        }
        catch (OverQuotaException)
        {
            return over;
        }
    }

    private sealed class FlagCounts
    {
        public long Unseen { get; init; }

        public long Deleted { get; init; }
    }
}
