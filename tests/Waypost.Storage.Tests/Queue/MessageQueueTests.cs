using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;
using Waypost.Storage.Queue;

namespace Waypost.Storage.Tests.Queue;

public class MessageQueueTests
{
    private static readonly byte[] Content = "Received: by test\r\nFrom: a@example.net\r\nSubject: Hello\r\n\r\nText\r\n"u8.ToArray();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Theory, Engines]
    public async Task AnEnqueuedMessageSurvivesAndIsListed(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var id = await EnqueueAsync(store, Local("ann"), Remote("bob@remote.example"));
        await store.ReopenAsync();
        var message = await Queue(store).FindAsync(id, TestStore.Token);
        Assert.Equal((id, "a@example.net", (long)Content.Length, store.Time.GetUtcNow()), (message!.Id, message.ReversePath, message.Size, message.AcceptedAt));
        Assert.Equal([("ann", null), (null, "bob@remote.example")], message.Recipients.Select(recipient => (recipient.Account, recipient.RemoteAddress)));
        Assert.Equal(Content, (await Queue(store).ReadContentAsync(id, TestStore.Token)).ToArray());
        Assert.Single(await Queue(store).ListAsync(0, 10, TestStore.Token));
        Assert.Empty(await Queue(store).ListAsync(id, 10, TestStore.Token));
        Assert.Null(await Queue(store).FindAsync(id + 1, TestStore.Token));
    }

    [Theory, Engines]
    public async Task ALeaseIsExclusiveUntilItRunsOut(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await EnqueueAsync(store, Remote("bob@remote.example"));
        Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        store.Time.Advance(Lease - TimeSpan.FromSeconds(1));
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        store.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
    }

    [Theory, Engines]
    public async Task AStartEndsTheLeasesOfADeadProcessOnAnEmbeddedDatabaseOnly(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await EnqueueAsync(store, Remote("bob@remote.example"));
        Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        await store.ReopenAsync();
        var ended = await store.Get<LeaseReclaimer>().ReclaimAsync(TestStore.Token);
        Assert.Equal(engine == "Sqlite" ? 1 : 0, ended);
        Assert.Equal(ended, (await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).Count);
    }

    [Theory, Engines]
    public async Task NodesThatLeaseTogetherNeverShareARecipient(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        for (var number = 0; number < 20; number++)
        {
            await EnqueueAsync(store, Remote($"u{number}@remote.example"), Remote($"v{number}@remote.example"));
        }

        await using var second = store.Build();
        IMessageQueue[] nodes = [Queue(store), second.GetRequiredService<IMessageQueue>()];
        var leased = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => nodes[number % 2].LeaseDueAsync(3, Lease, TestStore.Token))));
        var ids = leased.SelectMany(part => part).Select(recipient => recipient.RecipientId).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.Equal(40, ids.Count + (await Queue(store).LeaseDueAsync(100, Lease, TestStore.Token)).Count);
    }

    [Theory, Engines]
    public async Task AFailedAttemptIsTriedAgainWhenItIsDue(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var id = await EnqueueAsync(store, Remote("bob@remote.example"));
        var leased = Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.Equal((id, "a@example.net", 0, "bob@remote.example"), (leased.MessageId, leased.ReversePath, leased.Attempts, leased.Recipient.RemoteAddress));
        var next = store.Time.GetUtcNow() + TimeSpan.FromMinutes(10);
        await Queue(store).CompleteAsync([new CompletedRecipient(leased, new DeliveryOutcome(QueueState.Queued, "451 later " + new string('x', 3000), next))], [], TestStore.Token);
        var listed = Assert.Single((await Queue(store).FindAsync(id, TestStore.Token))!.Recipients);
        Assert.Equal((QueueState.Queued, 1, next), (listed.State, listed.Attempts, listed.NextAttempt));
        Assert.StartsWith("451 later", listed.Reason, StringComparison.Ordinal);
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.Equal(1, await Queue(store).FlushAsync(id, TestStore.Token));
        Assert.Equal(1, Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).Attempts);
        Assert.Equal(0, await Queue(store).FlushAsync(null, TestStore.Token));
    }

    [Theory, Engines]
    public async Task AMessageLeavesWithItsLastRecipient(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var id = await EnqueueAsync(store, Remote("bob@remote.example"), Remote("cat@remote.example"));
        var leased = await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token);
        await Queue(store).CompleteAsync([new CompletedRecipient(leased[0], new DeliveryOutcome(QueueState.Delivered, null, null))], [], TestStore.Token);
        Assert.Single((await Queue(store).FindAsync(id, TestStore.Token))!.Recipients);
        await Queue(store).CompleteAsync([new CompletedRecipient(leased[1], new DeliveryOutcome(QueueState.Failed, "550 no", null))], [], TestStore.Token);
        Assert.Null(await Queue(store).FindAsync(id, TestStore.Token));
        Assert.Equal(0, await store.CountAsync("message_contents"));
    }

    [Theory, Engines]
    public async Task LastRecipientsThatEndTogetherTakeTheMessageWithThem(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await EnqueueAsync(store, [.. Enumerable.Range(0, 16).Select(number => Remote($"u{number}@remote.example"))]);
        var leased = await Queue(store).LeaseDueAsync(100, Lease, TestStore.Token);
        await Task.WhenAll(leased.Select(one => Task.Run(() => Queue(store).CompleteAsync([new CompletedRecipient(one, new DeliveryOutcome(QueueState.Delivered, null, null))], [], TestStore.Token))));
        Assert.Equal((0L, 0L), (await store.CountAsync("queue_messages"), await store.CountAsync("message_contents")));
    }

    [Theory, Engines]
    public async Task HeldMessagesWaitForTheirRelease(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var id = await EnqueueAsync(store, Remote("bob@remote.example"));
        Assert.True(await Queue(store).HoldAsync(id, TestStore.Token));
        Assert.Equal(QueueState.Held, Assert.Single((await Queue(store).FindAsync(id, TestStore.Token))!.Recipients).State);
        await Queue(store).FlushAsync(null, TestStore.Token);
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.True(await Queue(store).ReleaseAsync(id, TestStore.Token));
        Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.True(await Queue(store).DeleteAsync(id, TestStore.Token));
        Assert.False(await Queue(store).HoldAsync(id, TestStore.Token) || await Queue(store).ReleaseAsync(id, TestStore.Token) || await Queue(store).DeleteAsync(id, TestStore.Token));
    }

    [Theory, Engines]
    public async Task ALocalDeliveryIsOneCopyInTheInboxAndHappensOnce(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        foreach (var name in (string[])["ann", "ben"])
        {
            await store.Get<AccountRepository>().PutAsync(name, name + "-secret", null, false, "test", TestStore.Token);
        }

        await Queue(store).EnqueueAsync(Message(Local("ann"), Local("ben")) with { HoldUntil = store.Time.GetUtcNow() }, TestStore.Token);
        var leased = await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token);
        Assert.Equal(2, leased.Count);
        var prefix = "Delivered-To: ann@example.com\r\n"u8.ToArray();
        foreach (var one in leased.Concat(leased))
        {
            await Queue(store).DeliverLocallyAsync(one, prefix, [], TestStore.Token).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Equal((0L, 1L, 2L), (await store.CountAsync("queue_messages"), await store.CountAsync("message_contents"), await store.CountAsync("mailbox_entries")));
        var mailboxes = store.Get<IMailboxStore>();
        foreach (var name in (string[])["ann", "ben"])
        {
            var account = await store.Get<IAccountDirectory>().AuthenticateAsync(name, name + "-secret", TestStore.Token);
            var inbox = await mailboxes.FindAsync(account!.Id, "inbox", TestStore.Token);
            var entry = Assert.Single(await mailboxes.ReadIndexAsync(inbox!.Id, 0, TestStore.Token));
            Assert.Equal((1u, (long)(prefix.Length + Content.Length)), (entry.Uid, entry.Size));
            Assert.Contains("Hello", (await mailboxes.ReadSummaryAsync(entry.ContentId, TestStore.Token))!.Envelope, StringComparison.Ordinal);
            Assert.Equal(prefix.Concat(Content), (await mailboxes.ReadContentAsync(entry.Id, TestStore.Token))!.Value.ToArray());
            await mailboxes.ExpungeAsync(inbox.Id, [1], TestStore.Token);
        }

        Assert.Equal(0, await store.CountAsync("message_contents"));
    }

    [Theory, Engines]
    public async Task ManySessionsEnqueueWhileOthersReadAndDeliver(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<AccountRepository>().PutAsync("ann", null, null, false, "test", TestStore.Token);
        var enqueued = Enumerable.Range(0, 200).Select(number => Task.Run(() =>
            Queue(store).EnqueueAsync(Message(Local("ann")) with { HoldUntil = number % 2 == 0 ? store.Time.GetUtcNow() : null }, TestStore.Token))).ToList();
        var delivering = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var round = 0; round < 10; round++)
            {
                foreach (var one in await Queue(store).LeaseDueAsync(5, Lease, TestStore.Token))
                {
                    await Queue(store).DeliverLocallyAsync(one, default, [], TestStore.Token);
                }

                await Queue(store).ListAsync(0, 50, TestStore.Token);
            }
        })).ToList();
        var ids = await Task.WhenAll(enqueued);
        await Task.WhenAll(delivering);
        Assert.Equal(200, ids.Distinct().Count());
        Assert.Equal(200, await store.CountAsync("queue_messages") + await store.CountAsync("mailbox_entries"));
    }

    [Theory, Engines]
    public async Task ACallerThatGaveUpBeforeTheWriteStoresNothing(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Queue(store).EnqueueAsync(Message(Local("ann")), new CancellationToken(canceled: true)));
        await EnqueueAsync(store, Local("ann"));
        Assert.Equal(1, await store.CountAsync("queue_messages"));
        Assert.Equal(1, await store.CountAsync("message_traces"));
    }

    [Theory, Engines]
    public async Task TheRunnerWakesForWorkAndAtTheLatestWhenItsTimeIsUp(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var waiting = Queue(store).WaitForWorkAsync(TimeSpan.FromHours(1), TestStore.Token);
        await EnqueueAsync(store, Local("ann"));
        await waiting;
        var idle = Queue(store).WaitForWorkAsync(TimeSpan.FromHours(1), TestStore.Token);
        Assert.False(idle.IsCompleted);
        store.Time.Advance(TimeSpan.FromHours(1));
        await idle;
    }

    private static IMessageQueue Queue(TestStore store) => store.Get<IMessageQueue>();

    private static Task<long> EnqueueAsync(TestStore store, params QueueRecipient[] recipients) => Queue(store).EnqueueAsync(Message(recipients), TestStore.Token);

    private static AcceptedMessage Message(params QueueRecipient[] recipients) => new("a@example.net", recipients, Content);

    private static QueueRecipient Local(string account) => new(account + "@example.com", account, null);

    private static QueueRecipient Remote(string address) => new(address, null, address);
}
