using System.Collections.Concurrent;
using System.Net;
using Waypost.Client;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Tests.Sessions;

public sealed class WriteQueueTests
{
    private readonly ConcurrentQueue<IReadOnlyList<RrsetPatch>> batches = new();
    private readonly ConcurrentQueue<RrsetPatch> lone = new();

    [Fact]
    public async Task ChangesOfTheSameMomentAreSentAsOne()
    {
        var queue = new WriteQueue(Accept, AcceptAlone, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => queue.WriteAsync(Change(i))));
        Assert.Equal(10, batches.Sum(batch => batch.Count) + lone.Count);
        Assert.Contains(batches, batch => batch.Count > 5);
    }

    [Fact]
    public async Task ALoneChangeIsSentByItself()
    {
        await new WriteQueue(Accept, AcceptAlone, TimeProvider.System).WriteAsync(Change(1));
        Assert.Empty(batches);
        Assert.Single(lone);
    }

    [Fact]
    public async Task ARefusalGoesToItsChangeAndTheRestIsSentAgain()
    {
        var queue = new WriteQueue(
            batch => batch.Any(change => change.Owner == "h3") ? Task.FromException(Refusal($"$.changes[{IndexOf(batch, "h3")}].records[0]")) : Accept(batch),
            AcceptAlone,
            TimeProvider.System);
        var writes = Enumerable.Range(0, 6).Select(i => queue.WriteAsync(Change(i))).ToList();
        var error = await Assert.ThrowsAsync<WaypostApiException>(() => writes[3]);
        await Task.WhenAll(writes.Where((_, i) => i != 3));
        Assert.Equal("$.records[0]", Assert.Single(error.Errors).Key);
        Assert.DoesNotContain(batches.SelectMany(batch => batch).Concat(lone), change => change.Owner == "h3");
    }

    [Fact]
    public async Task ARefusalOfNobodyInParticularIsFoundOutOneByOne()
    {
        var queue = new WriteQueue(
            _ => Task.FromException(Refusal("$.changes")),
            change => change.Owner == "h1" ? Task.FromException(Refusal("$.type")) : AcceptAlone(change),
            TimeProvider.System);
        var writes = Enumerable.Range(0, 3).Select(i => queue.WriteAsync(Change(i))).ToList();
        await Assert.ThrowsAsync<WaypostApiException>(() => writes[1]);
        await Task.WhenAll(writes[0], writes[2]);
    }

    [Fact]
    public async Task AClashGetsASecondChance()
    {
        var tries = 0;
        var queue = new WriteQueue(Accept, _ => ++tries == 1 ? Task.FromException(Refusal("$.records")) : Task.CompletedTask, TimeProvider.System);
        await queue.WriteAsync(Change(1));
        Assert.Equal(2, tries);
    }

    private static RrsetPatch Change(int i) => new($"h{i}", "A", 60, ["192.0.2.1"]);

    private static int IndexOf(IReadOnlyList<RrsetPatch> batch, string owner) => batch.Select(change => change.Owner).ToList().IndexOf(owner);

    private static WaypostApiException Refusal(string path) =>
        new(HttpStatusCode.UnprocessableEntity, new ProblemDocument(Errors: new Dictionary<string, string[]> { [path] = ["no"] }));

    private Task Accept(IReadOnlyList<RrsetPatch> batch)
    {
        batches.Enqueue(batch);
        return Task.CompletedTask;
    }

    private Task AcceptAlone(RrsetPatch change)
    {
        lone.Enqueue(change);
        return Task.CompletedTask;
    }
}
