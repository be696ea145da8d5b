using Microsoft.Extensions.DependencyInjection;
using Waypost.Mail.Queue;
using Waypost.Storage.Aliases;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

public class UnitOfWorkTests
{
    private const string Insert = "INSERT INTO mail_domains (name_key, name, etag, created_at) VALUES (@name, @name, 'e', @now)";

    [Theory, Engines]
    public async Task AUnitThatMetAStaleRowIsDoneAgainWhole(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var attempts = 0;
        var result = await store.Get<WaypostDatabase>().WriteAsync(async session =>
        {
            attempts++;
            await session.ExecuteAsync(Insert, new { name = "n" + attempts, now = session.Now });
            return attempts < 3 ? throw new StaleRowException() : attempts;
        }, TestStore.Token);
        Assert.Equal((3, 1L), (result, await store.CountAsync("mail_domains")));
    }

    [Theory, Engines]
    public async Task AUnitThatFailsLeavesNothingAndLetsOthersGoOn(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.Get<WaypostDatabase>().WriteAsync<bool>(async session =>
        {
            await session.ExecuteAsync(Insert, new { name = "n", now = session.Now });
            throw new InvalidDataException();
        }, TestStore.Token));
        Assert.Equal(0, await store.CountAsync("mail_domains"));
        Assert.Equal(WriteStatus.Created, (await store.Get<AliasRepository>().PutAsync("sales", ["ann"], null, false, "test", TestStore.Token)).Status);
    }

    [Theory, Engines]
    public async Task WhatIsPublishedFollowsTheOrderOfTheCommits(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        var published = new List<long>();
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() => store.Get<WaypostDatabase>().WriteAndPublishAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { name = "n" + number, now = session.Now });
            return await session.ReadAsync<long>("SELECT COUNT(*) FROM mail_domains");
        }, published.Add, TestStore.Token))));
        Assert.Equal(Enumerable.Range(1, 30).Select(number => (long)number), published);
    }

    [Theory, Engines]
    public async Task TwoProcessesWriteOneDatabaseWithoutErrors(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await using var second = store.Build();
        WaypostDatabase[] nodes = [store.Get<WaypostDatabase>(), second.GetRequiredService<WaypostDatabase>()];
        await Task.WhenAll(Enumerable.Range(0, 100).Select(number => Task.Run(() => nodes[number % 2].WriteAsync(
            session => session.ExecuteAsync(Insert, new { name = "n" + number, now = session.Now }), TestStore.Token))));
        Assert.Equal(100, await store.CountAsync("mail_domains"));
    }

    [Fact]
    public async Task MessagesThatWaitForTheDiskShareOneCommit()
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite);

        // Each unit of work takes its own time, so that the time of a row tells its transaction.
        store.Time.AutoAdvanceAmount = TimeSpan.FromSeconds(1);
        var busy = new TaskCompletionSource();
        var writer = store.Get<WaypostDatabase>().WriteAsync(async _ =>
        {
            await busy.Task;
            return true;
        }, TestStore.Token);
        var message = new AcceptedMessage("a@example.net", [new QueueRecipient("ann@example.com", "ann", null)], "Subject: x\r\n\r\ny\r\n"u8.ToArray());
        var waiting = Enumerable.Range(0, 100).Select(_ => store.Get<IMessageQueue>().EnqueueAsync(message, TestStore.Token)).ToList();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        busy.SetResult();
        await writer;
        Assert.Equal(100, (await Task.WhenAll(waiting)).Distinct().Count());
        var commits = await store.Get<WaypostDatabase>().ReadAsync(session => session.ReadAsync<long>("SELECT COUNT(DISTINCT accepted_at) FROM queue_messages"), TestStore.Token);
        Assert.InRange(commits, 1, 2);
    }
}
