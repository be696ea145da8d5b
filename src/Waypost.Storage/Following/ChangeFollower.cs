using Microsoft.Extensions.Logging;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;
using Waypost.Storage.TsigKeys;

namespace Waypost.Storage.Following;

/// <summary>
/// Follows what other nodes commit to the same database: every write has its line in the audit, with the node that wrote it, and this
/// node reads again what the others' lines name.
/// </summary>
public sealed partial class ChangeFollower
{
    // Far above what is written while lines settle.
    private const int PageSize = 100_000;

    // A line becomes visible when its transaction commits, which may be after one with a higher id: so lines are looked at twice.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    // Whoever was away longer reads everything: that takes no longer, and needs no line to be kept.
    private static readonly TimeSpan LongestAway = TimeSpan.FromMinutes(10);

    private const string FindLast = """SELECT COALESCE(MAX(id), 0) FROM audit_events""";

    private const string FindSettled = """SELECT COALESCE(MAX(id), 0) FROM audit_events WHERE id > @settled AND occurred_at < @until""";

    private const string ListOthers = """
        SELECT {top @limit} id, subject, action_name FROM audit_events WHERE id > @after AND (node_id IS NULL OR node_id <> @node) ORDER BY id {limit @limit}
        """;

    private readonly WaypostDatabase _database;
    private readonly TimeProvider _time;
    private readonly ILogger<ChangeFollower> _logger;
    private readonly IReadOnlyList<IChangeReader> _readers;
    private readonly HashSet<long> _seen = [];
    private long _settled;
    private long _last;
    private DateTimeOffset _looked;

    internal ChangeFollower(WaypostDatabase database, MailTablesLoader tables, TsigKeyRepository keys, DnsConfigurationLoader configuration, ZoneReader zones, TimeProvider time, ILogger<ChangeFollower> logger)
    {
        (_database, _time, _logger) = (database, time, logger);

        // In this order: a zone needs the views and keys that it names.
        _readers =
        [
            new TableReader(["tsig-keys"], keys.LoadAsync),
            new TableReader([.. StatementKinds.Resources], configuration.LoadAsync),
            zones,
            new TableReader(MailTablesLoader.Resources, tables.LoadAsync),
        ];
    }

    /// <summary>Notes where the audit ends. Before the tables and zones are read at start.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _settled = _last = await _database.ReadAsync(session => session.ReadAsync<long>(FindLast), cancellationToken);
        _looked = _time.GetUtcNow();
    }

    /// <summary>Reads what others have committed since the last call; returns how many of their changes there were.</summary>
    public async Task<int> PollAsync(CancellationToken cancellationToken)
    {
        if (_time.GetUtcNow() - _looked > LongestAway)
        {
            LogAway();
            await BeginAsync(cancellationToken);
            await ReadAllAsync(cancellationToken);
            return 0;
        }

        var found = await _database.ReadAsync(FindAsync, cancellationToken);
        if (found.Count > 0)
        {
            foreach (var reader in _readers)
            {
                FollowedChange[] changes = [.. found.Where(line => reader.Reads(line.Subject)).Select(line => new FollowedChange(line.Subject, line.ActionName))];
                if (changes.Length > 0)
                {
                    await reader.ReadAsync(changes, cancellationToken);
                }
            }

            // Only now: what could not be read is found again by the next call.
            _seen.UnionWith(found.Select(line => line.Id));
        }

        await SettleAsync(cancellationToken);
        _looked = _time.GetUtcNow();
        return found.Count;
    }

    /// <summary>Reads everything that this node keeps in memory again, while it answers from what it has.</summary>
    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        foreach (var reader in _readers)
        {
            await reader.ReadAllAsync(cancellationToken);
        }
    }

    private async Task<List<Line>> FindAsync(DatabaseSession session)
    {
        var last = await session.ReadAsync<long>(FindLast);
        if (last == _last && _settled == _last)
        {
            return [];
        }

        _last = last;
        var lines = await session.QueryAsync<Line>(ListOthers, new { after = _settled, node = session.Node, limit = PageSize });
        if (lines.Count == PageSize)
        {
            _last = lines[^1].Id;
        }

        lines.RemoveAll(line => _seen.Contains(line.Id));
        return lines;
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        if (_settled == _last)
        {
            return;
        }

        // An engine with one writer commits in the order of ids.
        _settled = _database.Dialect.SingleWriter
            ? _last
            : Math.Max(_settled, Math.Min(_last, await _database.ReadAsync(session => session.ReadAsync<long>(FindSettled, new { settled = _settled, until = session.Now - Settling }), cancellationToken)));
        _seen.RemoveWhere(id => id <= _settled);
    }

    [LoggerMessage(EventId = 4012, Level = LogLevel.Warning, Message = "This node did not hear of other nodes for a while, and reads all tables and zones again")]
    private partial void LogAway();

    private sealed class Line
    {
        public long Id { get; init; }

        public required string Subject { get; init; }

        public required string ActionName { get; init; }
    }
}
