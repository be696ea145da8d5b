using Microsoft.Extensions.DependencyInjection;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

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
    public async Task ZonesOfATimeBeforeViewsAreInTheDefaultView()
    {
        await using var store = await TestStore.OpenAsync(EnginesAttribute.Sqlite, migrate: false);
        var database = store.Get<WaypostDatabase>();
        await database.Dialect.PrepareAsync(TestStore.Token);
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(database.Dialect.CreateMigrationTable);
            await session.ExecuteAsync(DatabaseMigrator.Scripts("Sqlite").First().Text);
            await session.ExecuteAsync("INSERT INTO schema_migrations (script_name, applied_at) VALUES ('0001_initial.sql', '2026-01-01T00:00:00.000Z')");
            await session.ExecuteAsync("INSERT INTO zones (id, origin, serial, record_count, etag, created_at, updated_at) VALUES (7, 'old.example.', 1, 1, 'e', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')");
            await session.ExecuteAsync("INSERT INTO zones (id, origin, serial, record_count, etag, created_at, updated_at) VALUES (9, 'gone.example.', 1, 1, 'e', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')");
            await session.ExecuteAsync("DELETE FROM zones WHERE id = 9");
            return await session.ExecuteAsync("INSERT INTO rrsets (zone_id, owner_key, rr_type, owner, ttl, rdata, etag) VALUES (7, 'example old', 'SOA', 'old.example.', 60, '[\"ns. h. 1 2 3 4 5\"]', 'e')");
        }, TestStore.Token);

        await store.Get<DatabaseMigrator>().MigrateAsync(TestStore.Token);
        await store.Get<ZoneLoader>().LoadAllAsync(TestStore.Token);
        var zone = await store.Get<ZoneRepository>().FindAsync(ZoneKey.Default("old.example."), TestStore.Token);
        Assert.Equal(("old.example.", ZoneKey.DefaultView, ZoneKind.Primary, "e"), (zone!.Value.Origin, zone.Value.Key.View, zone.Value.Kind, zone.ETag));
        Assert.Equal(1u, store.Get<ZoneTable>().Find("old.example.")!.Serial);
        // The journal outlives zones, so that no number is given twice.
        Assert.Equal(9L, await database.ReadAsync(session => session.ReadAsync<long>("SELECT seq FROM sqlite_sequence WHERE name = 'zones'"), TestStore.Token));
    }

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
