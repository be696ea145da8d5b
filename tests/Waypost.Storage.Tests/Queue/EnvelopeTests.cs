using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Storage.Accounts;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Queue;

/// <summary>What the envelope says beyond its paths, and what becomes of it.</summary>
public class EnvelopeTests
{
    private static readonly byte[] Content = "Subject: Hello\r\n\r\nText\r\n"u8.ToArray();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    [Theory, Engines]
    public async Task ALeaseHasAllThatTheClientSaid(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var recipient = new QueueRecipient("list@example.com", null, "bob@remote.example")
        {
            Notify = DsnNotify.Success | DsnNotify.Delay,
            OriginalRecipient = "rfc822;list@old.example",
            ReversePath = "owner-list@example.com",
        };
        var file = new QueueRecipient("log@example.com", null, null) { File = "/var/log/mail", Detail = "x" };
        var command = new QueueRecipient("bot@example.com", null, null) { Command = "/usr/bin/bot", Notify = DsnNotify.Never };
        await Queue(store).EnqueueAsync(new AcceptedMessage("a@example.net", [recipient, file, command], Content)
        {
            TraceId = "trace-1",
            EnvelopeId = "env-1",
            Return = DsnReturn.Headers,
            Body = BodyKind.BinaryMime,
            IsUtf8 = true,
            RequireTls = true,
            Priority = 4,
        }, TestStore.Token);
        var leased = await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token);
        Assert.Equal([recipient, file, command], leased.Select(one => one.Recipient));
        Assert.Equal("owner-list@example.com", leased[0].ReversePath);
        Assert.Equal("a@example.net", leased[1].ReversePath);
        Assert.All(leased, one => Assert.Same(leased[0].Message, one.Message));
        var message = leased[0].Message;
        Assert.Equal(("trace-1", "env-1", DsnReturn.Headers, BodyKind.BinaryMime, true, true, 4), (message.TraceId, message.EnvelopeId, message.Return, message.Body, message.IsUtf8, message.RequireTls, message.Priority));
    }

    [Theory, Engines]
    public async Task TheHighestPriorityIsLeasedFirst(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        foreach (var priority in (int[])[0, -3, 5, 0])
        {
            await Queue(store).EnqueueAsync(Message(Remote($"p{priority}@remote.example")) with { Priority = priority }, TestStore.Token);
        }

        Assert.Equal("p5@remote.example", Assert.Single(await Queue(store).LeaseDueAsync(1, Lease, TestStore.Token)).Recipient.Address);
        Assert.Equal([0, 0, -3], (await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).Select(one => one.Message.Priority));
    }

    [Theory, Engines]
    public async Task AChangedPriorityCounts(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await Queue(store).EnqueueAsync(Message(Remote("first@remote.example")), TestStore.Token);
        var id = await Queue(store).EnqueueAsync(Message(Remote("second@remote.example")), TestStore.Token);
        Assert.True(await Queue(store).SetPriorityAsync(id, 9, TestStore.Token));
        Assert.False(await Queue(store).SetPriorityAsync(id + 1, 9, TestStore.Token));
        Assert.Equal(9, (await Queue(store).FindAsync(id, TestStore.Token))!.Priority);
        Assert.Equal(id, Assert.Single(await Queue(store).LeaseDueAsync(1, Lease, TestStore.Token)).MessageId);
    }

    [Theory, Engines]
    public async Task AMessageForLaterIsLeasedThenAndNoFlushMakesItEarlier(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var until = store.Time.GetUtcNow() + TimeSpan.FromHours(1);
        await Queue(store).EnqueueAsync(Message(Remote("bob@remote.example")) with { HoldUntil = until }, TestStore.Token);
        await Queue(store).FlushAsync(null, TestStore.Token);
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        store.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(until, Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).HoldUntil);
    }

    [Theory, Engines]
    public async Task AQuarantinedMessageIsHeldWithItsReason(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await AddAccountAsync(store, "ann");
        var id = await Queue(store).EnqueueAsync(Message(new QueueRecipient("ann@example.com", "ann", null)) with { Quarantine = "looks odd" }, TestStore.Token);
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        var message = (await Queue(store).FindAsync(id, TestStore.Token))!;
        Assert.Equal(("looks odd", QueueState.Held, "looks odd"), (message.Quarantine, message.Recipients[0].State, message.Recipients[0].Reason));
        Assert.True(await Queue(store).ReleaseAsync(id, TestStore.Token));
        Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
    }

    [Theory, Engines]
    public async Task WhatOnlyNeedsAnInboxIsThereWithTheAcceptance(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await AddAccountAsync(store, "ann");
        var mixed = Message(new QueueRecipient("Ann@example.com", "ann", null), Remote("bob@remote.example"), new QueueRecipient("gone@example.com", "gone", null));
        var id = await Queue(store).EnqueueAsync(mixed, TestStore.Token);
        Assert.Equal(1, await store.CountAsync("mailbox_entries"));
        Assert.Equal(["bob@remote.example", "gone@example.com"], (await Queue(store).FindAsync(id, TestStore.Token))!.Recipients.Select(one => one.Address));
        var only = await Queue(store).EnqueueAsync(Message(new QueueRecipient("ann@example.com", "ann", null)), TestStore.Token);
        Assert.NotEqual(id, only);
        Assert.Null(await Queue(store).FindAsync(only, TestStore.Token));
        var account = await store.Get<IAccountDirectory>().AuthenticateAsync("ann", "ann-secret", TestStore.Token);
        var inbox = await store.Get<IMailboxStore>().FindAsync(account!.Id, "INBOX", TestStore.Token);
        var entries = await store.Get<IMailboxStore>().ReadIndexAsync(inbox!.Id, 0, TestStore.Token);
        var content = await store.Get<IMailboxStore>().ReadContentAsync(entries[0].Id, TestStore.Token);
        Assert.Equal([.. "Return-Path: <a@example.net>\r\nDelivered-To: Ann@example.com\r\n"u8, .. Content], content!.Value.ToArray());
    }

    [Theory, Engines]
    public async Task OutcomesAndWhatTheSenderIsToldAreOneTransaction(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var id = await Queue(store).EnqueueAsync(Message(Remote("bob@remote.example"), Remote("cat@remote.example")), TestStore.Token);
        var leased = await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token);
        var notice = Message(Remote("a@example.net")) with { ReversePath = "" };
        await Queue(store).CompleteAsync([.. leased.Select(one => new CompletedRecipient(one, new DeliveryOutcome(QueueState.Failed, "550 no", null)))], [notice], TestStore.Token);
        Assert.Null(await Queue(store).FindAsync(id, TestStore.Token));
        Assert.Equal("a@example.net", Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).Recipient.Address);

        // Again, as a node whose lease ran out would: there is nobody left to tell of.
        await Queue(store).CompleteAsync([new CompletedRecipient(leased[0], new DeliveryOutcome(QueueState.Failed, "550 no", null))], [notice], TestStore.Token);
        Assert.Empty(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
    }

    private static IMessageQueue Queue(TestStore store) => store.Get<IMessageQueue>();

    private static Task<WriteResult<AccountRow>> AddAccountAsync(TestStore store, string name) => store.Get<AccountRepository>().PutAsync(name, name + "-secret", null, false, "test", TestStore.Token);

    private static AcceptedMessage Message(params QueueRecipient[] recipients) => new("a@example.net", recipients, Content);

    private static QueueRecipient Remote(string address) => new(address, null, address);
}
