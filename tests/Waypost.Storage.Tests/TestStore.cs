using Microsoft.Data.SqlClient;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;
using Waypost.Storage.Zones;

namespace Waypost.Storage.Tests;

/// <summary>A database of its own for one test, migrated and loaded as the server does at start.</summary>
public sealed class TestStore : IAsyncDisposable
{
    private const string ServerVariable = "WAYPOST_TEST_SQLSERVER";

    private readonly string _engine;
    private readonly string _directory = Path.Combine(Path.GetTempPath(), "waypost-storage-" + Guid.NewGuid().ToString("N"));
    private readonly string _databaseName = "waypost_test_" + Guid.NewGuid().ToString("N");
    private readonly string? _server = Environment.GetEnvironmentVariable(ServerVariable);
    private ServiceProvider _services = null!;

    private TestStore(string engine) => _engine = engine;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<TestStore> OpenAsync(string engine, bool migrate = true)
    {
        var store = new TestStore(engine);
        if (engine == EnginesAttribute.SqlServer)
        {
            Assert.SkipWhen(string.IsNullOrWhiteSpace(store._server), $"{ServerVariable} holds no connection string of a SQL Server.");
            await store.OnServerAsync($"CREATE DATABASE {store._databaseName}");
        }

        store._services = store.Build();
        if (migrate)
        {
            await store.StartAsync();
        }

        return store;
    }

    public IServiceProvider Services => _services;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Ends this "process" and starts another on the same data.</summary>
    public async Task ReopenAsync()
    {
        await _services.DisposeAsync();
        _services = Build();
        await StartAsync();
    }

    /// <summary>A second node on the same data.</summary>
    public ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.Configure<DatabaseOptions>(options =>
        {
            options.Provider = _engine;
            options.DataDirectory = _directory;
            options.ConnectionString = _engine == EnginesAttribute.SqlServer
                ? new SqlConnectionStringBuilder(_server) { InitialCatalog = _databaseName }.ConnectionString
                : null;
        });
        return services.AddWaypostStorage().BuildServiceProvider(validateScopes: true);
    }

    public Task<long> CountAsync(string table) =>
        Get<WaypostDatabase>().ReadAsync(session => session.ReadAsync<long>("SELECT COUNT(*) FROM " + table), Token);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_engine == EnginesAttribute.SqlServer)
        {
            await OnServerAsync($"DROP DATABASE {_databaseName}");
        }
        else if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private async Task StartAsync()
    {
        await Get<DatabaseMigrator>().MigrateAsync(Token);
        await Get<DnsConfigurationLoader>().LoadAsync(Token);
        await Get<ZoneLoader>().LoadAllAsync(Token);
        await Get<MailTablesLoader>().LoadAsync(Token);
    }

    private async Task OnServerAsync(string sql)
    {
        await using var connection = new SqlConnection(_server);
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is ours.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }
}
