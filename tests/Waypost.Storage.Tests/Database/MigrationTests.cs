using Microsoft.Extensions.DependencyInjection;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tests.Database;

public class MigrationTests
{
    [Theory, Engines]
    public async Task MigratingTwiceAppliesEachScriptOnce(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine);
        await store.Get<DatabaseMigrator>().MigrateAsync(TestStore.Token);
        Assert.Equal(DatabaseMigrator.Scripts(engine).Count(), await store.CountAsync("schema_migrations"));
    }

    [Theory, Engines]
    public async Task NodesThatStartTogetherMigrateOnce(string engine)
    {
        await using var store = await TestStore.OpenAsync(engine, migrate: false);
        var nodes = Enumerable.Range(0, 4).Select(_ => store.Build()).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(() => node.GetRequiredService<DatabaseMigrator>().MigrateAsync(TestStore.Token))));
        Assert.Equal(DatabaseMigrator.Scripts(engine).Count(), await store.CountAsync("schema_migrations"));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public void BothEnginesHaveTheSameMigrations() =>
        Assert.Equal(DatabaseMigrator.Scripts("Sqlite").Select(script => script.Name), DatabaseMigrator.Scripts("SqlServer").Select(script => script.Name));

    [Fact]
    public async Task SqliteCommitsReachTheDisk()
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite);
        var settings = await store.Get<WaypostDatabase>().ReadAsync(async session => (
            Journal: await session.ReadAsync<string>("PRAGMA journal_mode"),
            Synchronous: await session.ReadAsync<long>("PRAGMA synchronous"),
            ForeignKeys: await session.ReadAsync<long>("PRAGMA foreign_keys")), TestStore.Token);
        Assert.Equal(("wal", 2L, 1L), settings);
    }

    [Fact]
    public void AnUnknownProviderIsNamedWithItsSetting()
    {
        var options = Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { Provider = "Oracle" });
        var error = Assert.Throws<InvalidOperationException>(() => new WaypostDatabase(options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<WaypostDatabase>.Instance));
        Assert.Contains("Database:Provider", error.Message, StringComparison.Ordinal);
    }
}
