using System.Data;
using System.Data.Common;
using Microsoft.Data.SqlClient;

namespace Waypost.Storage.Database;

/// <summary>SQL Server 2019 and later, Azure SQL.</summary>
public sealed class SqlServerDialect : SqlDialect
{
    private const string MigrationTable = """
        IF OBJECT_ID('dbo.schema_migrations') IS NULL
        CREATE TABLE dbo.schema_migrations (
            script_name nvarchar(200) NOT NULL CONSTRAINT pk_schema_migrations PRIMARY KEY,
            applied_at datetime2(3) NOT NULL
        );
        """;

    private const string MigrationLock = """
        DECLARE @result int;
        EXEC @result = sp_getapplock @Resource = 'waypost-migrations', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 60000;
        IF @result < 0 THROW 51000, 'The lock for migrations was not granted within a minute.', 1;
        """;

    // The WHERE of the update decides; the hints only keep nodes from waiting for each other.
    private const string LeaseDue = """
        UPDATE r SET lease_until = @until
        OUTPUT INSERTED.id
        FROM dbo.queue_recipients r
        JOIN (
            SELECT TOP (@max) id FROM dbo.queue_recipients WITH (ROWLOCK, UPDLOCK, READPAST)
            WHERE recipient_state = 0 AND order_class = @orderClass AND next_attempt_at <= @now AND (lease_until IS NULL OR lease_until <= @now)
            ORDER BY next_attempt_at, id) due ON due.id = r.id
        WHERE r.recipient_state = 0 AND r.order_class = @orderClass AND r.next_attempt_at <= @now AND (r.lease_until IS NULL OR r.lease_until <= @now)
        """;

    private readonly string _connectionString;

    public SqlServerDialect(DatabaseOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new InvalidOperationException("Database:Provider is SqlServer, so ConnectionStrings:Waypost (Database:ConnectionString) must be set.");
        }

        var builder = new SqlConnectionStringBuilder(options.ConnectionString) { MultipleActiveResultSets = false };
        _connectionString = builder.ConnectionString;
    }

    public override string MigrationFolder => "SqlServer";

    public override string CreateMigrationTable => MigrationTable;

    public override string? LockMigrations => MigrationLock;

    public override string LeaseDueRecipients => LeaseDue;

    public override bool SingleWriter => false;

    public override IsolationLevel Isolation => IsolationLevel.ReadCommitted;

    public override Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
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
        using var connection = new SqlConnection(_connectionString);
        SqlConnection.ClearPool(connection);
    }

    // Deadlocks, snapshot conflicts, throttling and fail-over of Azure SQL, broken connections, time limits; and
    // 2627/2601, a row that another writer inserted first: done again, the unit of work finds it.
    public override bool IsTransient(Exception exception) => exception is SqlException
    {
        Number: 1205 or 3960 or 4060 or 40197 or 40501 or 40613 or 49918 or 49919 or 49920 or 10928 or 10929
            or 10053 or 10054 or 10060 or -2 or 2627 or 2601
    };

    protected override string Expand(string token, string argument) => token switch
    {
        "top" => $"TOP ({argument})",
        "output" => "OUTPUT " + string.Join(", ", argument.Split(',', StringSplitOptions.TrimEntries).Select(column => "INSERTED." + column)),
        "locked" => "WITH (UPDLOCK, ROWLOCK)",
        "list" => $"(SELECT CAST([value] AS bigint) FROM OPENJSON({argument}))",
        "rows" => OpenRows(argument),
        "find" => argument.Split(' ') is [var text, var column] ? $"CHARINDEX({text}, {column}) > 0" : "",
        _ => "",
    };

    private static string OpenRows(string argument)
    {
        var (parameter, columns) = Rows(argument);
        // The tables' collation, without which the server does not know how to compare.
        var names = string.Join(", ", columns.Select(column => $"{column.Name} COLLATE Latin1_General_100_BIN2 AS {column.Name}"));
        var types = string.Join(", ", columns.Select((column, index) => $"{column.Name} nvarchar({column.Length}) '$[{index}]'"));
        return $"(SELECT {names} FROM OPENJSON({parameter}) WITH ({types}))";
    }
}
