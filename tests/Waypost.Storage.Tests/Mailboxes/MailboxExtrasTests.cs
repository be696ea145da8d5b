using System.Text;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;

namespace Waypost.Storage.Tests.Mailboxes;

public class MailboxExtrasTests
{
    [Theory, Engines]
    public async Task SearchesFindDecodedTextWithoutRegardToCase(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nX-Tag: blue\r\nDate: Tue, 1 Feb 2022 23:30:00 -0800\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nEin B=C3=A4r\r\n");
        await AppendAsync(mailboxes, inbox, "Subject: other\r\nX-Other: blue\r\nDate: Thu, 3 Feb 2022 00:00:00 +0000\r\n\r\nNothing of x-tag\r\n");
        var search = store.Get<IMessageSearch>();
        Assert.Equal([1u], await search.FindAsync(inbox.Id, new BodyCriterion("bÄR", WithHeader: false), TestStore.Token));
        Assert.Equal([1u], await search.FindAsync(inbox.Id, new BodyCriterion("grüß", WithHeader: true), TestStore.Token));
        Assert.Empty(await search.FindAsync(inbox.Id, new BodyCriterion("grüß", WithHeader: false), TestStore.Token));
        Assert.Equal([1u], await search.FindAsync(inbox.Id, new HeaderCriterion("X-TAG", "BLUE"), TestStore.Token));
        Assert.Equal([1u], await search.FindAsync(inbox.Id, new HeaderCriterion("x-tag", ""), TestStore.Token));
        Assert.Equal([2u], await search.FindAsync(inbox.Id, new FuzzyCriterion("x-tag nothing"), TestStore.Token));
        Assert.Equal([1u], await search.FindAsync(inbox.Id, new SentCriterion(new(2022, 2, 1), new(2022, 2, 1)), TestStore.Token));
        Assert.Equal([2u], await search.FindAsync(inbox.Id, new SentCriterion(new(2022, 2, 2), null), TestStore.Token));
    }

    [Theory, Engines]
    public async Task SortKeysAndSummariesAreKept(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, "From: Zoe <zoe@example.com>\r\nTo: ann@example.com\r\nSubject: Re: [list] Hello (fwd)\r\nMessage-ID: <b@x>\r\nReferences: <a@x> <c@x>\r\nDate: Tue, 1 Feb 2022 12:00:00 +0000\r\n\r\n> quoted\r\nThe  words\r\n");
        var keys = Assert.Single(await store.Get<IMessageSearch>().ReadSortKeysAsync(inbox.Id, TestStore.Token));
        Assert.Equal((1u, "HELLO", true, "ZOE", "ANN", "", "ZOE", "ANN@EXAMPLE.COM", "b@x"), (keys.Uid, keys.BaseSubject, keys.IsReplyOrForward, keys.From, keys.To, keys.Cc, keys.DisplayFrom, keys.DisplayTo, keys.MessageId));
        Assert.Equal(["a@x", "c@x"], keys.References);
        Assert.Equal(new DateTimeOffset(2022, 2, 1, 12, 0, 0, TimeSpan.Zero), keys.Sent);
        var entry = Assert.Single(await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token));
        var summary = (await mailboxes.ReadSummaryAsync(entry.ContentId, TestStore.Token))!;
        Assert.Equal("The words", summary.Preview);
        await AppendAsync(mailboxes, inbox, "Message-ID: <a@x>\r\n\r\n");
        var root = (await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token))[1];
        Assert.Equal(summary.ThreadId, (await mailboxes.ReadSummaryAsync(root.ContentId, TestStore.Token))!.ThreadId);
    }

    [Theory, Engines]
    public async Task ContentIsReadByRange(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, _, inbox) = await OpenAsync(store);
        await AppendAsync(mailboxes, inbox, "Subject: x\r\n\r\n0123456789");
        var entry = Assert.Single(await mailboxes.ReadIndexAsync(inbox.Id, 0, TestStore.Token));
        async Task<string?> ReadAsync(long offset, int length) =>
            await mailboxes.ReadContentAsync(entry.Id, offset, length, TestStore.Token) is { } octets ? Encoding.ASCII.GetString(octets.Span) : null;
        Assert.Equal("2345", await ReadAsync(16, 4));
        Assert.Equal("89", await ReadAsync(22, 100));
        Assert.Equal("", await ReadAsync(500, 10));
        Assert.Null(await mailboxes.ReadContentAsync(entry.Id + 1, 0, 10, TestStore.Token));
    }

    [Theory, Engines]
    public async Task AQuotaCountsEveryMailboxOfTheAccount(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        var quotas = store.Get<IAccountQuotas>();
        var sent = (await mailboxes.FindAsync(account, "Sent", TestStore.Token))!;
        await AppendAsync(mailboxes, inbox, "Subject: x\r\n\r\n12345");
        await mailboxes.CopyAsync(inbox.Id, [1], sent.Id, TestStore.Token);
        Assert.Equal(new(38, null, 2, null), await quotas.ReadAsync(account, TestStore.Token));
        await quotas.SetLimitsAsync(account, 40, null, TestStore.Token);
        Assert.Equal(StoreOutcome.OverQuota, (await mailboxes.CopyAsync(inbox.Id, [1], sent.Id, TestStore.Token)).Outcome);
        Assert.Equal(StoreOutcome.Done, (await mailboxes.MoveAsync(inbox.Id, [1], sent.Id, TestStore.Token)).Outcome);
        await mailboxes.ExpungeAsync(sent.Id, [1], TestStore.Token);
        Assert.Equal(new(19, 40, 1, null), await quotas.ReadAsync(account, TestStore.Token));
    }

    [Theory, Engines]
    public async Task AMessageForAFullMailboxStaysInTheQueueAndTheOtherRecipientHasIt(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await store.Get<AccountRepository>().PutAsync("bob", "secret", null, false, "test", TestStore.Token);
        await store.Get<IAccountQuotas>().SetLimitsAsync(account, 10, null, TestStore.Token);
        var queue = store.Get<IMessageQueue>();
        await queue.EnqueueAsync(new AcceptedMessage("a@example.net", [new QueueRecipient("ann@example.com", "ann", null), new QueueRecipient("bob@example.com", "bob", null)], "Subject: x\r\n\r\ny\r\n"u8.ToArray()), TestStore.Token);
        Assert.Equal((1L, 1L), (await store.CountAsync("queue_recipients"), await store.CountAsync("mailbox_entries")));
        Assert.Equal(0, (await mailboxes.FindByIdAsync(inbox.Id, TestStore.Token))!.MessageCount);
        var leased = Assert.Single(await queue.LeaseDueAsync(10, TimeSpan.FromMinutes(1), TestStore.Token));
        Assert.Equal(LocalDeliveryResult.OverQuota, await queue.DeliverLocallyAsync(leased, "X: y\r\n"u8.ToArray(), [], TestStore.Token));
        await store.Get<IAccountQuotas>().SetLimitsAsync(account, null, null, TestStore.Token);
        Assert.Equal(LocalDeliveryResult.Delivered, await queue.DeliverLocallyAsync(leased, "X: y\r\n"u8.ToArray(), [], TestStore.Token));
        Assert.Equal((0L, 2L), (await store.CountAsync("queue_recipients"), await store.CountAsync("mailbox_entries")));
    }

    [Theory, Engines]
    public async Task RightsShareAMailboxAndNegativeOnesTakeAway(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (mailboxes, account, inbox) = await OpenAsync(store);
        await store.Get<AccountRepository>().PutAsync("bob", "secret", null, false, "test", TestStore.Token);
        var bob = (await store.Get<IAccountDirectory>().AuthenticateAsync("bob", "secret", TestStore.Token))!.Id;
        var rights = store.Get<IMailboxRights>();
        Assert.Empty(await rights.ListSharedAsync(bob, TestStore.Token));
        Assert.True(await rights.SetAsync(inbox.Id, "anyone", "lrs", TestStore.Token));
        Assert.True(await rights.SetAsync(inbox.Id, "-Bob", "s", TestStore.Token));
        var shared = Assert.Single(await rights.ListSharedAsync(bob, TestStore.Token));
        Assert.Equal((inbox.Id, "ann", "lr"), (shared.Mailbox.Id, shared.OwnerName, shared.Rights));
        Assert.Equal("lr", (await rights.FindSharedAsync(bob, "Ann", "inbox", TestStore.Token))!.Rights);
        Assert.Equal(MailboxRight.All, await rights.ReadRightsAsync(account, inbox.Id, TestStore.Token));
        await rights.SetAsync(inbox.Id, "anyone", "", TestStore.Token);
        Assert.Null(await rights.FindSharedAsync(bob, "ann", "INBOX", TestStore.Token));
    }

    [Theory, Engines]
    public async Task AnnotationsAreSharedOrPrivate(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var (_, account, inbox) = await OpenAsync(store);
        var metadata = store.Get<IMailboxMetadata>();
        Assert.Equal(MetadataOutcome.Done, await metadata.WriteAsync(account, inbox.Id, [new("/shared/comment", "all"u8.ToArray()), new("/private/comment", "mine"u8.ToArray())], TestStore.Token));
        Assert.Equal(["/private/comment", "/shared/comment"], (await metadata.ReadAsync(account, inbox.Id, TestStore.Token)).Select(entry => entry.Name));
        Assert.Equal(["/shared/comment"], (await metadata.ReadAsync(account + 1, inbox.Id, TestStore.Token)).Select(entry => entry.Name));
        await metadata.WriteAsync(account, inbox.Id, [new("/shared/comment", null)], TestStore.Token);
        Assert.Equal(["/private/comment"], (await metadata.ReadAsync(account, inbox.Id, TestStore.Token)).Select(entry => entry.Name));
        Assert.Empty(await metadata.ReadAsync(account, null, TestStore.Token));
        Assert.Equal(MetadataOutcome.TooLarge, await metadata.WriteAsync(account, null, [new("/shared/x", new byte[MetadataLimits.MaxValueSize + 1])], TestStore.Token));
        Assert.Equal(MetadataOutcome.TooMany, await metadata.WriteAsync(account, null, [.. Enumerable.Range(0, 101).Select(number => new MetadataEntry("/shared/" + number, "x"u8.ToArray()))], TestStore.Token));
    }

    private static async Task<(IMailboxStore Mailboxes, long Account, Mailbox Inbox)> OpenAsync(TestStore store)
    {
        await store.Get<AccountRepository>().PutAsync("ann", "secret", null, false, "test", TestStore.Token);
        var login = await store.Get<IAccountDirectory>().AuthenticateAsync("ann", "secret", TestStore.Token);
        var mailboxes = store.Get<IMailboxStore>();
        return (mailboxes, login!.Id, (await mailboxes.FindAsync(login.Id, "INBOX", TestStore.Token))!);
    }

    private static Task<uint> AppendAsync(IMailboxStore mailboxes, Mailbox mailbox, string message) =>
        mailboxes.AppendAsync(mailbox.Id, [], DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(message), TestStore.Token);
}
