using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;
using Waypost.Storage.Database;
using Waypost.Storage.Following;

namespace Waypost.Storage.Tests.Mailboxes;

public class MailboxChangeTests
{
    [Theory, Engines]
    public async Task ExpungedUidsAreRememberedWithTheirModSequence(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, 6);
        var first = await mailboxes.ExpungeAsync(inbox.Id, [2, 3, 9], TestStore.Token);
        var second = await mailboxes.ExpungeAsync(inbox.Id, [4, 6], TestStore.Token);
        Assert.Equal([2u, 3u], first.Uids);
        Assert.Equal([4u, 6u], second.Uids);
        Assert.True(second.ModSeq > first.ModSeq);
        var all = await mailboxes.ReadExpungedAsync(inbox.Id, 1, TestStore.Token);
        Assert.Equal([(2u, 4u), (6u, 6u)], all.Ranges);
        Assert.True(all.Complete);
        Assert.Equal([(4u, 4u), (6u, 6u)], (await mailboxes.ReadExpungedAsync(inbox.Id, first.ModSeq, TestStore.Token)).Ranges);
        Assert.False((await mailboxes.ReadExpungedAsync(inbox.Id, 0, TestStore.Token)).Complete);
        Assert.Equal(second.ModSeq, (await mailboxes.ExpungeAsync(inbox.Id, [2], TestStore.Token)).ModSeq);
    }

    [Theory, Engines]
    public async Task RememberedExpungesAreBounded(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        var database = store.Get<WaypostDatabase>();
        await database.WriteAsync(async session =>
        {
            for (var modSeq = 2; modSeq < 4000; modSeq++)
            {
                await session.ExecuteAsync("""INSERT INTO mailbox_expunges (mailbox_id, mod_seq, uids) VALUES (@id, @modSeq, '7')""", new { id = inbox.Id, modSeq });
            }

            return await session.ExecuteAsync("""UPDATE mailboxes SET highest_mod_seq = 4094 WHERE id = @id""", new { id = inbox.Id });
        }, TestStore.Token);
        await AppendAsync(mailboxes, inbox, 1);
        await mailboxes.ExpungeAsync(inbox.Id, [1], TestStore.Token);
        Assert.Equal(2048, await store.CountAsync("mailbox_expunges"));
        Assert.False((await mailboxes.ReadExpungedAsync(inbox.Id, 1000, TestStore.Token)).Complete);
        Assert.True((await mailboxes.ReadExpungedAsync(inbox.Id, 3999, TestStore.Token)).Complete);
    }

    [Theory, Engines]
    public async Task AMoveIsOneTransactionAndToldToBothMailboxes(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        var trash = (await mailboxes.FindAsync(account, "Trash", TestStore.Token))!;
        await AppendAsync(mailboxes, inbox, 3);
        var told = new List<MailboxChange>();
        using var watch = store.Get<IMailboxChanges>().WatchAccount(account, told.Add);
        var moved = await mailboxes.MoveAsync(inbox.Id, [1, 3], trash.Id, TestStore.Token);
        Assert.Equal([(1u, 1u), (3u, 2u)], moved.Pairs);
        Assert.Equal([2u], await mailboxes.ReadUidsAsync(inbox.Id, TestStore.Token));
        Assert.Equal([trash.Id, inbox.Id], told.Select(change => change.MailboxId));
        Assert.Equal((1L, 2L), ((await mailboxes.FindAsync(account, "INBOX", TestStore.Token))!.MessageCount, (await mailboxes.FindAsync(account, "Trash", TestStore.Token))!.MessageCount));
        Assert.Equal(3, await store.CountAsync("message_contents"));
    }

    [Theory, Engines]
    public async Task AChangeIsToldAfterItsCommitAndNoneWithoutOne(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        var told = new List<MailboxChange>();
        using (store.Get<IMailboxChanges>().WatchMailbox(inbox.Id, told.Add))
        {
            await AppendAsync(mailboxes, inbox, 1);
            await store.Get<IAccountQuotas>().SetLimitsAsync(account, null, 1, TestStore.Token);
            Assert.Equal(StoreOutcome.OverQuota, (await mailboxes.AppendAsync(inbox.Id, [new([], default, Message("2"))], TestStore.Token)).Outcome);
        }

        await mailboxes.StoreFlagsAsync(inbox.Id, [1], FlagChange.Add, ["\\Seen"], TestStore.Token);
        var change = Assert.Single(told);
        Assert.Equal((MailboxChangeKind.Messages, 2L), (change.Kind, change.ModSeq));
    }

    [Theory, Engines]
    public async Task AnotherNodesChangesAreToldByThePoll(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await using var other = store.Build();
        var told = new List<MailboxChange>();
        using var watch = other.GetRequiredService<IMailboxChanges>().WatchAccount(account, told.Add);
        var follower = other.GetRequiredService<MailboxFollower>();
        await follower.PollAsync(TestStore.Token);
        told.Clear();
        await AppendAsync(mailboxes, inbox, 1);
        await mailboxes.RenameAsync(account, "Junk", "Spam", TestStore.Token);
        await mailboxes.CreateAsync(account, "New", TestStore.Token);
        await mailboxes.DeleteAsync(account, "Drafts", TestStore.Token);
        Assert.Empty(told);
        await follower.PollAsync(TestStore.Token);
        Assert.Equal(
            [("Drafts", MailboxChangeKind.Deleted), ("INBOX", MailboxChangeKind.Messages), ("New", MailboxChangeKind.Created), ("Spam", MailboxChangeKind.Renamed)],
            told.Select(change => (change.Name, change.Kind)).Order());
    }

    [Theory, Engines]
    public async Task UnchangedSinceLeavesLaterChangesAlone(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, 3);
        var index = await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token);
        var result = await mailboxes.StoreFlagsAsync(inbox.Id, [1, 2, 3], new FlagUpdate(FlagChange.Add, ["\\Seen"], index[1].ModSeq), TestStore.Token);
        Assert.Equal([1u, 2u], result.Entries.Select(entry => entry.Uid));
        Assert.Equal([3u], result.Modified);
    }

    private static async Task<(IMailboxStore Mailboxes, long Account, Mailbox Inbox)> OpenAsync(TestStore store)
    {
        await store.Get<AccountRepository>().PutAsync("ann", "secret", null, false, "test", TestStore.Token);
        var login = await store.Get<IAccountDirectory>().AuthenticateAsync("ann", "secret", TestStore.Token);
        var mailboxes = store.Get<IMailboxStore>();
        return (mailboxes, login!.Id, (await mailboxes.FindAsync(login.Id, "INBOX", TestStore.Token))!);
    }

    private static async Task AppendAsync(IMailboxStore mailboxes, Mailbox mailbox, int count)
    {
        for (var number = 1; number <= count; number++)
        {
            await mailboxes.AppendAsync(mailbox.Id, [], DateTimeOffset.UnixEpoch, Message(number.ToString()), TestStore.Token);
        }
    }

    private static byte[] Message(string subject) => Encoding.ASCII.GetBytes($"From: a@example.net\r\nSubject: {subject}\r\n\r\nText\r\n");
}
