using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using Dapper;
using Waypost.Mail.Store;

namespace Waypost.Storage.Database;

/// <summary>One connection within a unit of work. Every command has the time limit and the token of the unit.</summary>
public sealed class DatabaseSession
{
    private readonly DbConnection _connection;
    private readonly DbTransaction? _transaction;
    private readonly int _timeoutSeconds;
    private readonly CancellationToken _cancellationToken;
    private List<MailboxChange>? _mailboxChanges;
    private ImmutableDictionary<object, object> _staged;

    internal DatabaseSession(
        DbConnection connection, DbTransaction? transaction, SqlDialect dialect, DateTimeOffset now, int timeoutSeconds, string node, ImmutableDictionary<object, object> staged, CancellationToken cancellationToken)
    {
        _staged = staged;
        _connection = connection;
        _transaction = transaction;
        _timeoutSeconds = timeoutSeconds;
        _cancellationToken = cancellationToken;
        Dialect = dialect;
        Now = now;
        Node = node;
    }

    /// <summary>The engine's dialect.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>The time of the unit of work, the same for all of its rows.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>True when what the unit of work wrote is to be taken back, although it returns a result.</summary>
    public bool IsAbandoned { get; private set; }

    /// <summary>What units of work of this transaction have built and not published yet.</summary>
    internal ImmutableDictionary<object, object> Staged => _staged;

    /// <summary>Takes back what this unit of work writes; nothing is published, and the unit returns its result as it would.</summary>
    public void Abandon() => IsAbandoned = true;

    /// <summary>Keeps what this unit of work will publish, for those that follow it in the same transaction.</summary>
    public void Stage(object key, object value) => _staged = _staged.SetItem(key, value);

    /// <summary>What an earlier unit of work of the same transaction will publish, or null.</summary>
    public T? FindStaged<T>(object key)
        where T : class => _staged.GetValueOrDefault(key) as T;

    /// <summary>The node whose unit of work this is.</summary>
    public string Node { get; }

    /// <summary>What the unit of work did to mailboxes; told to sessions after the commit.</summary>
    internal IReadOnlyList<MailboxChange> MailboxChanges => _mailboxChanges ?? [];

    /// <summary>Notes a change for the sessions that watch.</summary>
    internal void Changed(MailboxChange change) => (_mailboxChanges ??= []).Add(change);

    /// <summary>Runs a statement and returns the number of rows that it changed.</summary>
    public Task<int> ExecuteAsync(string sql, object? parameters = null) => _connection.ExecuteAsync(Command(sql, parameters));

    /// <summary>Reads all rows.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object? parameters = null) => [.. await _connection.QueryAsync<T>(Command(sql, parameters))];

    /// <summary>Reads rows one at a time; the caller disposes the reader before it uses the session again.</summary>
    public Task<DbDataReader> OpenReaderAsync(string sql, object? parameters = null) => _connection.ExecuteReaderAsync(Command(sql, parameters));

    /// <summary>Reads the one row that there is, or the default.</summary>
    public Task<T?> FindAsync<T>(string sql, object? parameters = null) => _connection.QuerySingleOrDefaultAsync<T>(Command(sql, parameters));

    /// <summary>Reads the one value that there is.</summary>
    public Task<T> ReadAsync<T>(string sql, object? parameters = null) => _connection.QuerySingleAsync<T>(Command(sql, parameters));

    /// <summary>A list of numbers as <c>{list @json}</c> takes it.</summary>
    public static string NumberList(IEnumerable<long> numbers) => JsonSerializer.Serialize(numbers);

    private CommandDefinition Command(string sql, object? parameters) =>
        new(Dialect.Render(sql), parameters, _transaction, _timeoutSeconds, cancellationToken: _cancellationToken);
}
