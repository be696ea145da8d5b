using Waypost.Mail.Queue;

namespace Waypost.Storage.Tests.Queue;

/// <summary>Actions by filter, and the trace.</summary>
public class QueueActionTests
{
    private static readonly byte[] Content = "Subject: Hello\r\n\r\nText\r\n"u8.ToArray();
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public static TheoryData<string, string[]> Filters => new()
    {
        { "sender", ["one", "three"] },
        { "sender-domain", ["one", "two", "three"] },
        { "null-sender", ["four"] },
        { "recipient", ["two"] },
        { "expanded", ["three"] },
        { "domain", ["four", "one"] },
        { "held", ["two"] },
        { "deferred", ["four"] },
        { "old", ["four", "one"] },
        { "id", ["three"] },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task AFilterTakesWhatItSays(string which, string[] expected)
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite);
        var ids = await FillAsync(store);
        var filter = which switch
        {
            "sender" => new QueueFilter { Sender = "A@Sender_x.example" },
            "sender-domain" => new QueueFilter { Sender = "@sender_x.example" },
            "null-sender" => new QueueFilter { Sender = "" },
            "recipient" => new QueueFilter { Recipient = "TWO@b.example" },
            "expanded" => new QueueFilter { Recipient = "far@away.example" },
            "domain" => new QueueFilter { Domain = "a.example" },
            "held" => new QueueFilter { State = QueueState.Held },
            "deferred" => new QueueFilter { State = QueueState.Queued, IsDeferred = true },
            "old" => new QueueFilter { AcceptedBefore = store.Time.GetUtcNow() - TimeSpan.FromMinutes(30) },
            _ => QueueFilter.Of(ids["three"]),
        };
        var names = ids.ToDictionary(pair => pair.Value, pair => pair.Key);
        Assert.Equal(expected, (await Queue(store).ListAsync(filter, 0, 10, TestStore.Token)).Select(message => names[message.Id]));
        Assert.Equal(new QueueActionResult(expected.Length, expected.Length), await Queue(store).ActAsync(QueueAction.Delete, filter, TestStore.Token));
        Assert.Equal(4 - expected.Length, (await Queue(store).ListAsync(0, 10, TestStore.Token)).Count);
    }

    [Theory, Engines]
    public async Task EveryFilterBindsOnBothEngines(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var ids = await FillAsync(store);
        var all = new QueueFilter { MessageId = ids["one"], Sender = "a@sender_x.example", Recipient = "one@a.example", Domain = "a.example", State = QueueState.Queued, AcceptedBefore = store.Time.GetUtcNow(), IsDeferred = false };
        Assert.Single(await Queue(store).ListAsync(all, 0, 10, TestStore.Token));
        Assert.Equal(1, (await Queue(store).ActAsync(QueueAction.Hold, all, TestStore.Token)).Recipients);
    }

    [Theory]
    [InlineData(QueueAction.Expire, QueueFate.Expire)]
    [InlineData(QueueAction.Bounce, QueueFate.Bounce)]
    [InlineData(QueueAction.Flush, QueueFate.Attempt)]
    [InlineData(QueueAction.Requeue, QueueFate.Attempt)]
    public async Task ADecisionComesWithTheNextLease(QueueAction action, QueueFate fate)
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite);
        var id = await Queue(store).EnqueueAsync(Message("a@example.net", "bob@remote.example"), TestStore.Token);
        await DeferAsync(store);
        await Queue(store).ActAsync(action, QueueFilter.Of(id), TestStore.Token);
        var leased = Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        Assert.Equal((fate, action == QueueAction.Requeue ? 0 : 1), (leased.Fate, leased.Attempts));
        await Queue(store).CompleteAsync([new CompletedRecipient(leased, new DeliveryOutcome(QueueState.Queued, "later", store.Time.GetUtcNow()))], [], TestStore.Token);
        Assert.Equal(fate == QueueFate.Attempt ? QueueFate.None : fate, Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token)).Fate);
    }

    [Theory, Engines]
    public async Task EveryStepIsInTheTraceUntilItsTimeIsOver(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var trace = store.Get<IMessageTrace>();
        var id = await Queue(store).EnqueueAsync(Message("A@example.net", "Bob@remote.example") with { TraceId = "abc" }, TestStore.Token);
        await DeferAsync(store);
        await Queue(store).HoldAsync(id, TestStore.Token);
        await Queue(store).ReleaseAsync(id, TestStore.Token);
        var leased = Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        var relayed = new DeliveryOutcome(QueueState.Delivered, null, null) { Event = MessageEventKind.Relayed, Host = "mx.remote.example", Reply = "250 taken" };
        await Queue(store).CompleteAsync([new CompletedRecipient(leased, relayed)], [], TestStore.Token);
        var found = await trace.FindAsync("abc", TestStore.Token);
        Assert.Equal((id, "A@example.net"), (found!.Id, found.ReversePath));
        Assert.Equal(id, (await trace.FindAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture), TestStore.Token))!.Id);
        var events = await trace.ReadEventsAsync(id, 0, 100, TestStore.Token);
        Assert.Equal(
            [MessageEventKind.Accepted, MessageEventKind.Deferred, MessageEventKind.Held, MessageEventKind.Released, MessageEventKind.Relayed],
            events.Select(one => one.Kind));
        Assert.Equal(("mx.remote.example", "250 taken"), (events[^1].Host, events[^1].Detail));
        foreach (var filter in (TraceFilter[])[new(), new("a@EXAMPLE.net"), new(null, "bob@remote.example"), new("a@example.net", "bob@remote.example", store.Time.GetUtcNow().AddMinutes(-1))])
        {
            Assert.Equal(["bob@remote.example"], Assert.Single(await trace.ListAsync(filter, null, 10, TestStore.Token)).Recipients);
        }

        Assert.Empty(await trace.ListAsync(new(null, "other@remote.example"), null, 10, TestStore.Token));
        Assert.Empty(await trace.ListAsync(new(), id, 10, TestStore.Token));
        var waiting = await Queue(store).EnqueueAsync(Message("a@example.net", "cat@remote.example"), TestStore.Token);
        store.Time.Advance(TimeSpan.FromDays(30));
        Assert.Equal(1, await trace.PurgeAsync(store.Time.GetUtcNow() - TimeSpan.FromDays(14), 100, TestStore.Token));
        Assert.Null(await trace.FindAsync("abc", TestStore.Token));
        Assert.Equal(waiting, Assert.Single(await trace.ListAsync(new(), null, 10, TestStore.Token)).Id);
        Assert.Equal(1, await store.CountAsync("message_events"));
    }

    private static IMessageQueue Queue(TestStore store) => store.Get<IMessageQueue>();

    private static AcceptedMessage Message(string reversePath, string recipient, string? remote = null) => new(reversePath, [new QueueRecipient(recipient, null, remote ?? recipient)], Content);

    private static async Task DeferAsync(TestStore store)
    {
        var leased = Assert.Single(await Queue(store).LeaseDueAsync(10, Lease, TestStore.Token));
        await Queue(store).CompleteAsync([new CompletedRecipient(leased, new DeliveryOutcome(QueueState.Queued, "451 later", store.Time.GetUtcNow().AddHours(1)))], [], TestStore.Token);
    }

    private static async Task<Dictionary<string, long>> FillAsync(TestStore store)
    {
        var ids = new Dictionary<string, long>
        {
            ["four"] = await Queue(store).EnqueueAsync(Message("", "four@a.example"), TestStore.Token),
        };
        await DeferAsync(store);
        await Queue(store).ActAsync(QueueAction.Hold, QueueFilter.Of(ids["four"]), TestStore.Token);
        ids["one"] = await Queue(store).EnqueueAsync(Message("a@sender_x.example", "one@a.example"), TestStore.Token);
        store.Time.Advance(TimeSpan.FromHours(1));
        ids["two"] = await Queue(store).EnqueueAsync(Message("b@sender_x.example", "two@b.example"), TestStore.Token);
        ids["three"] = await Queue(store).EnqueueAsync(Message("a@sender_x.example", "three@b.example", "far@away.example"), TestStore.Token);
        await Queue(store).EnqueueAsync(Message("x@sender-x.example", "gone@c.example"), TestStore.Token);
        await Queue(store).ActAsync(QueueAction.Delete, new QueueFilter { Recipient = "gone@c.example" }, TestStore.Token);
        await Queue(store).HoldAsync(ids["two"], TestStore.Token);
        await Queue(store).ReleaseAsync(ids["four"], TestStore.Token);
        return ids;
    }
}
