using System.Text;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;

namespace Waypost.Storage.Tests.Mailboxes;

public class MailboxTests
{
    [Theory, Engines]
    public async Task InboxAlwaysExistsAndComesFirst(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        Assert.True(await mailboxes.CreateAsync(account, "Work", TestStore.Token));
        Assert.False(await mailboxes.CreateAsync(account, "Work", TestStore.Token));
        Assert.False(await mailboxes.CreateAsync(account, "inbox", TestStore.Token));
        Assert.False(await mailboxes.DeleteAsync(account, "Inbox", TestStore.Token));
        Assert.Equal(["INBOX", "Archive", "Drafts", "Junk", "Sent", "Trash", "Work"], (await mailboxes.ListAsync(account, TestStore.Token)).Select(mailbox => mailbox.Name));
        Assert.Equal(inbox.Id, (await mailboxes.FindAsync(account, "iNbOx", TestStore.Token))!.Id);
        Assert.Null(await mailboxes.FindAsync(account, "work", TestStore.Token));
    }

    [Theory, Engines]
    public async Task UidValidityNeverGoesBack(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, _) = await OpenAsync(store);
        var last = 0u;
        for (var round = 0; round < 5; round++)
        {
            await mailboxes.CreateAsync(account, "Temp", TestStore.Token);
            var validity = (await mailboxes.FindAsync(account, "Temp", TestStore.Token))!.UidValidity;
            Assert.True(validity > last);
            last = validity;
            await mailboxes.DeleteAsync(account, "Temp", TestStore.Token);
            await store.ReopenAsync();
            mailboxes = store.Get<IMailboxStore>();
        }
    }

    [Theory, Engines]
    public async Task AppendedMessagesAreIndexedAndReadBack(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        var date = new DateTimeOffset(2025, 12, 24, 18, 0, 0, TimeSpan.FromHours(1));
        Assert.Equal(1u, await mailboxes.AppendAsync(inbox.Id, ["\\Seen", "$Work", "\\Recent", "\\seen"], date, Message("one"), TestStore.Token));
        Assert.Equal(2u, await mailboxes.AppendAsync(inbox.Id, [], date, Message("two"), TestStore.Token));
        await store.ReopenAsync();
        mailboxes = store.Get<IMailboxStore>();
        var index = await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token);
        Assert.Equal([1u, 2u], index.Select(entry => entry.Uid));
        Assert.Equal(["\\Seen", "$Work"], index[0].Flags);
        Assert.Equal((date.ToUniversalTime(), (long)Message("one").Length), (index[0].InternalDate, index[0].Size));
        Assert.Contains("one", (await mailboxes.ReadSummaryAsync(index[0].ContentId, TestStore.Token))!.Envelope, StringComparison.Ordinal);
        Assert.Equal(Message("one"), (await mailboxes.ReadContentAsync(index[0].Id, TestStore.Token))!.Value.ToArray());
        Assert.Null(await mailboxes.ReadContentAsync(9999, TestStore.Token));
        Assert.Equal(2u, Assert.Single(await mailboxes.ReadIndexAsync(inbox.Id, index[0].ModSeq, TestStore.Token)).Uid);
        var now = await mailboxes.FindAsync(account, "INBOX", TestStore.Token);
        Assert.Equal((3u, index[1].ModSeq), (now!.UidNext, now.HighestModSeq));
    }

    [Theory, Engines]
    public async Task FlagChangesRaiseTheModSequenceOfWhatChanged(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, 3);
        var before = await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token);
        await mailboxes.StoreFlagsAsync(inbox.Id, [2], FlagChange.Add, ["\\Flagged"], TestStore.Token);
        var after = await mailboxes.StoreFlagsAsync(inbox.Id, [1, 2, 77], FlagChange.Add, ["\\flagged"], TestStore.Token);
        Assert.Equal([1u, 2u], after.Select(entry => entry.Uid));
        Assert.True(after[0].ModSeq > after[1].ModSeq && after[1].ModSeq > before[2].ModSeq);
        Assert.Equal(after[0].ModSeq, (await mailboxes.FindAsync(account, "INBOX", TestStore.Token))!.HighestModSeq);
        Assert.Equal(["\\Deleted"], Assert.Single(await mailboxes.StoreFlagsAsync(inbox.Id, [2], FlagChange.Replace, ["\\Deleted"], TestStore.Token)).Flags);
        Assert.Empty(Assert.Single(await mailboxes.StoreFlagsAsync(inbox.Id, [2], FlagChange.Remove, ["\\DELETED", "x"], TestStore.Token)).Flags);
    }

    [Theory, Engines]
    public async Task CopiesShareOneContentUntilTheLastIsExpunged(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, 3);
        await mailboxes.CreateAsync(account, "Work", TestStore.Token);
        var archive = await mailboxes.FindAsync(account, "Work", TestStore.Token);
        Assert.Equal([(1u, 1u), (3u, 2u)], (await mailboxes.CopyAsync(inbox.Id, [3, 1, 50], archive!.Id, TestStore.Token)).Pairs);
        Assert.Equal([1u, 2u, 3u], (await mailboxes.ExpungeAsync(inbox.Id, [1, 2, 3, 4], TestStore.Token)).Uids);
        Assert.Equal(2, await store.CountAsync("message_contents"));
        Assert.Empty(await mailboxes.ReadUidsAsync(inbox.Id, TestStore.Token));
        var copy = (await mailboxes.ReadIndexAsync(archive.Id, 0, TestStore.Token))[1];
        Assert.Equal(Message("3"), (await mailboxes.ReadContentAsync(copy.Id, TestStore.Token))!.Value.ToArray());
        Assert.True(await mailboxes.DeleteAsync(account, "Work", TestStore.Token));
        Assert.Equal(0, await store.CountAsync("message_contents"));
        Assert.Equal(4u, await mailboxes.AppendAsync(inbox.Id, [], store.Time.GetUtcNow(), Message("4"), TestStore.Token));
    }

    [Theory, Engines]
    public async Task RenamingTakesChildrenAlong(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, _) = await OpenAsync(store);
        foreach (var name in (string[])["a", "a/b", "a/b/c", "ab", "z"])
        {
            await mailboxes.CreateAsync(account, name, TestStore.Token);
        }

        Assert.True(await mailboxes.RenameAsync(account, "a", "n", TestStore.Token));
        Assert.False(await mailboxes.RenameAsync(account, "n", "z", TestStore.Token));
        Assert.False(await mailboxes.RenameAsync(account, "missing", "y", TestStore.Token));
        Assert.Equal(["INBOX", "ab", "n", "n/b", "n/b/c", "z"], (await mailboxes.ListAsync(account, TestStore.Token)).Where(mailbox => mailbox.SpecialUse is null).Select(mailbox => mailbox.Name));
    }

    [Theory, Engines]
    public async Task RenamingInboxMovesItsMessagesOnly(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, 2);
        Assert.True(await mailboxes.RenameAsync(account, "INBOX", "Old", TestStore.Token));
        var old = await mailboxes.FindAsync(account, "Old", TestStore.Token);
        Assert.Equal([1u, 2u], await mailboxes.ReadUidsAsync(old!.Id, TestStore.Token));
        Assert.Equal(3u, old.UidNext);
        Assert.Empty(await mailboxes.ReadUidsAsync(inbox.Id, TestStore.Token));
        Assert.Equal(3u, (await mailboxes.FindAsync(account, "INBOX", TestStore.Token))!.UidNext);
    }

    [Theory, Engines]
    public async Task SubscriptionsAreKept(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, _) = await OpenAsync(store);
        Assert.True(await mailboxes.SubscribeAsync(account, "inbox", false, TestStore.Token));
        Assert.False((await mailboxes.FindAsync(account, "INBOX", TestStore.Token))!.Subscribed);
        Assert.True(await mailboxes.SubscribeAsync(account, "missing", true, TestStore.Token));
        Assert.Equal(["Archive", "Drafts", "Junk", "Sent", "Trash", "missing"], await mailboxes.ListSubscriptionsAsync(account, TestStore.Token));
    }

    [Theory, Engines]
    public async Task ConcurrentAppendsGetDistinctUids(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        var uids = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => Task.Run(() => mailboxes.AppendAsync(inbox.Id, [], store.Time.GetUtcNow(), Message("m" + number), TestStore.Token))));
        Assert.Equal(Enumerable.Range(1, 50).Select(uid => (uint)uid), uids.Order());
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
