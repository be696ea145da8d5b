using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Waypost.Storage.Database;

/// <summary>The embedded default: one file, write-ahead log, every commit on disk before it returns.</summary>
public sealed class SqliteDialect : SqlDialect
{
    private const string ConnectionSettings = """PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; PRAGMA cache_size = -16384;""";
    private const int MaxIdle = 16;

    private const string StoreSettings = """PRAGMA journal_mode = WAL;""";

    private const string MigrationTable = """
        CREATE TABLE IF NOT EXISTS schema_migrations (
            script_name TEXT NOT NULL PRIMARY KEY,
            applied_at TEXT NOT NULL
        );
        """;

    private const string LeaseDue = """
        UPDATE queue_recipients SET lease_until = @until
        WHERE id IN (
            SELECT id FROM queue_recipients
            WHERE recipient_state = 0 AND order_class = @orderClass AND next_attempt_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY next_attempt_at, id LIMIT @max)
        RETURNING id
        """;

    private readonly string _connectionString;
    private readonly string _file;
    private readonly ConcurrentBag<ReusingConnection> _idle = [];
    private volatile bool _released;

    public SqliteDialect(DatabaseOptions options)
    {
        var builder = string.IsNullOrWhiteSpace(options.ConnectionString)
            ? new SqliteConnectionStringBuilder { DataSource = Path.Combine(options.DataDirectory, "waypost.db") }
            : new SqliteConnectionStringBuilder(options.ConnectionString);
        builder.ForeignKeys = true;
        builder.Pooling = true;
        builder.DefaultTimeout = (int)options.CommandTimeout.TotalSeconds;
        _file = builder.DataSource;
        _connectionString = builder.ToString();
    }

    public override string MigrationFolder => "Sqlite";

    public override string CreateMigrationTable => MigrationTable;

    // BEGIN IMMEDIATE, with which every unit of work that writes starts, excludes all other writers of the file.
    public override string? LockMigrations => null;

    public override string LeaseDueRecipients => LeaseDue;

    public override bool SingleWriter => true;

    // Anything but ReadUncommitted begins with BEGIN IMMEDIATE.
    public override IsolationLevel Isolation => IsolationLevel.Serializable;

    public override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(_file)) is { } directory && !Directory.Exists(directory))
        {
            CreatePrivateDirectory(directory);
        }

        await using var connection = await OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(StoreSettings, cancellationToken: cancellationToken));
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var idle))
        {
            return idle;
        }

        var connection = new ReusingConnection(_connectionString, Keep);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition(ConnectionSettings, cancellationToken: cancellationToken));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override void ReleaseConnections()
    {
        _released = true;
        while (_idle.TryTake(out var idle))
        {
            idle.Dispose();
        }

        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }

    // SQLITE_BUSY and SQLITE_LOCKED: another process holds the file for longer than busy_timeout.
    public override bool IsTransient(Exception exception) => exception is SqliteException { SqliteErrorCode: 5 or 6 };

    protected override string Expand(string token, string argument) => token switch
    {
        "limit" => $"LIMIT {argument}",
        "returning" => $"RETURNING {argument}",
        // LIKE of SQLite compares without case.
        "lower" => argument,
        "list" => $"(SELECT value FROM json_each({argument}))",
        "rows" => EachRow(argument),
        "find" => argument.Split(' ') is [var text, var column] ? $"instr({column}, {text}) > 0" : "",
        _ => "",
    };

    // A connection that is opened anew costs its settings and all that it had prepared.
    private bool Keep(ReusingConnection connection)
    {
        if (_released || _idle.Count >= MaxIdle)
        {
            return false;
        }

        _idle.Add(connection);
        return true;
    }

    private static string EachRow(string argument)
    {
        var (parameter, columns) = Rows(argument);
        return $"(SELECT {string.Join(", ", columns.Select((column, index) => $"value ->> {index} AS {column.Name}"))} FROM json_each({parameter}))";
    }

    private static void CreatePrivateDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }

        Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
