using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Store;

namespace Waypost.Storage.Database;

/// <summary>Opens connections and runs units of work. A unit that fails for a passing reason is done again whole, so
/// it must hold no state of its own between attempts.</summary>
public sealed partial class WaypostDatabase : IDisposable
{
    private const int MaxAttempts = 6;

    private readonly SemaphoreSlim _writer = new(1, 1);
    private readonly SemaphoreSlim _publisher = new(1, 1);
    private readonly ConcurrentQueue<WriteUnit> _waiting = new();
    private readonly TimeProvider _time;
    private readonly ILogger<WaypostDatabase> _logger;
    private readonly int _timeoutSeconds;

    static WaypostDatabase()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcTimeHandler());
    }

    public WaypostDatabase(IOptions<DatabaseOptions> options, TimeProvider time, ILogger<WaypostDatabase> logger)
    {
        var value = options.Value;
        Dialect = value.Provider.ToUpperInvariant() switch
        {
            "SQLITE" => new SqliteDialect(value),
            "SQLSERVER" => new SqlServerDialect(value),
            _ => throw new InvalidOperationException($"Database:Provider must be Sqlite or SqlServer, not '{value.Provider}'."),
        };
        _timeoutSeconds = Math.Max(1, (int)value.CommandTimeout.TotalSeconds);
        _time = time;
        _logger = logger;
    }

    /// <summary>The engine's dialect.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Tells the sessions of this node what units of work have done to mailboxes.</summary>
    public MailboxChanges MailboxChanges { get; } = new();

    /// <summary>Names this process among those that share the database.</summary>
    public string Node { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Runs reads on one connection, outside a transaction; within a unit of work that is open, as part of it.</summary>
    public Task<T> ReadAsync<T>(Func<DatabaseSession, Task<T>> read, CancellationToken cancellationToken) =>
        OpenUnit.Current is { } open
            ? read(open.Session)
            : RetryAsync(async () =>
            {
                await using var connection = await Dialect.OpenAsync(cancellationToken);
                return await read(Session(connection, null, WriteGroup.NothingStaged, cancellationToken));
            }, cancellationToken);

    /// <summary>Runs a unit of work in one transaction and returns after its commit; within a unit of work that is open, as part of it.</summary>
    public Task<T> WriteAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken) =>
        OpenUnit.Current is { } open
            ? work(open.Session)
            : RetryAsync(() => Dialect.SingleWriter
                ? InTurnAsync(_writer, () => CommitAsync(work, cancellationToken), cancellationToken)
                : CommitAsync(work, cancellationToken), cancellationToken);

    /// <summary>
    /// Runs a unit of work and, after its commit and before the next such unit, lets <paramref name="publish"/> bring this node's
    /// memory in step: what is published follows the order of the commits. Units that wait while a transaction is being committed
    /// share the next one. Within a unit of work that is open, the work is part of it, and publishes when it does.
    /// </summary>
    public async Task<T> WriteAndPublishAsync<T>(Func<DatabaseSession, Task<T>> work, Action<T> publish, CancellationToken cancellationToken)
    {
        if (OpenUnit.Current is { } open)
        {
            var part = await work(open.Session);
            open.Publications.Add(() => publish(part));
            return part;
        }

        var unit = new WriteUnit<T>(work, publish, cancellationToken);
        _waiting.Enqueue(unit);
        await _publisher.WaitAsync(cancellationToken);
        try
        {
            // Most often a unit that took its turn before has taken this one along.
            while (!unit.IsDone)
            {
                await CommitGroupAsync();
            }
        }
        finally
        {
            _publisher.Release();
        }

        return await unit.Result;
    }

    /// <summary>
    /// Opens a unit of work that others join: what <paramref name="work"/> calls of repositories reads and writes in one transaction, and is
    /// published at once after its commit, by <paramref name="together"/>.
    /// </summary>
    public Task<T> WriteTogetherAsync<T>(Func<DatabaseSession, Task<T>> work, Action<Action> together, CancellationToken cancellationToken)
    {
        List<Action> publications = [];
        return WriteAndPublishAsync(
            session =>
            {
                publications = [];
                return OpenUnit.RunAsync(session, publications, work);
            },
            _ => together(() => publications.ForEach(publish => publish())),
            cancellationToken);
    }

    /// <summary>Runs reads and, before any write of this node is published, lets <paramref name="publish"/> bring its memory in step.</summary>
    public Task<T> ReadAndPublishAsync<T>(Func<DatabaseSession, Task<T>> read, Action<T> publish, CancellationToken cancellationToken) =>
        InTurnAsync(_publisher, async () =>
        {
            var result = await ReadAsync(read, cancellationToken);
            publish(result);
            return result;
        }, cancellationToken);

    public void Dispose()
    {
        Dialect.ReleaseConnections();
        _writer.Dispose();
        _publisher.Dispose();
    }

    private static async Task<T> InTurnAsync<T>(SemaphoreSlim turn, Func<Task<T>> action, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            return await action();
        }
        finally
        {
            turn.Release();
        }
    }

    // The units that wait now, in one transaction; one after the other when they cannot be committed together.
    private async Task CommitGroupAsync()
    {
        var units = new List<WriteUnit>();
        while (units.Count < WriteGroup.MaxUnits && _waiting.TryDequeue(out var unit))
        {
            if (!unit.TryCancel())
            {
                units.Add(unit);
            }
        }

        if (units.Count == 0)
        {
            return;
        }

        try
        {
            await WriteGroupAsync(units, units is [var only] ? only.CancellationToken : CancellationToken.None);
        }
        catch (Exception exception) when (units.Count == 1)
        {
            units[0].Fail(exception);
        }
        catch (Exception)
        {
            foreach (var unit in units)
            {
                await CommitAloneAsync(unit);
            }
        }
    }

    private async Task CommitAloneAsync(WriteUnit unit)
    {
        try
        {
            await WriteGroupAsync([unit], unit.CancellationToken);
        }
        catch (Exception exception)
        {
            unit.Fail(exception);
        }
    }

    private async Task WriteGroupAsync(IReadOnlyList<WriteUnit> units, CancellationToken cancellationToken)
    {
        var group = new WriteGroup(units, Dialect, (connection, transaction, staged, token) => Session(connection, transaction, staged, token), PublishMailboxes);
        await RetryAsync(
            async () => Dialect.SingleWriter ? await InTurnAsync(_writer, () => group.CommitAsync(cancellationToken), cancellationToken) : await group.CommitAsync(cancellationToken),
            cancellationToken);
        group.Publish();
    }

    private async Task<T> CommitAsync<T>(Func<DatabaseSession, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await Dialect.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(Dialect.Isolation, cancellationToken);
        var session = Session(connection, transaction, WriteGroup.NothingStaged, cancellationToken);
        var result = await work(session);

        // Not cancelled: a commit that was cut off half-way would leave the caller in doubt.
        await transaction.CommitAsync(CancellationToken.None);
        PublishMailboxes(session);
        return result;
    }

    private void PublishMailboxes(DatabaseSession session)
    {
        foreach (var change in session.MailboxChanges)
        {
            MailboxChanges.Publish(change);
        }
    }

    private DatabaseSession Session(DbConnection connection, DbTransaction? transaction, ImmutableDictionary<object, object> staged, CancellationToken cancellationToken) =>
        new(connection, transaction, Dialect, _time.GetUtcNow(), _timeoutSeconds, Node, staged, cancellationToken);

    private async Task<T> RetryAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await action();
            }
            catch (Exception exception) when (attempt < MaxAttempts && !cancellationToken.IsCancellationRequested
                && (exception is StaleRowException || Dialect.IsTransient(exception)))
            {
                LogRetry(attempt, exception.Message);
                await Task.Delay(TimeSpan.FromMilliseconds((20 << attempt) + Random.Shared.Next(20)), cancellationToken);
            }
        }
    }

    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "A unit of work is done again after attempt {Attempt}: {Reason}")]
    private partial void LogRetry(int attempt, string reason);
}
