using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Following;

/// <summary>Tells this node's sessions what other nodes have done to the mailboxes that they watch.</summary>
public sealed class MailboxFollower(WaypostDatabase database)
{
    private const int BatchSize = 2000;

    private const string ReadMailboxes = """SELECT id, account_id, name, highest_mod_seq FROM mailboxes WHERE id IN {list @ids}""";
    private const string ReadAccounts = """SELECT id, account_id, name, highest_mod_seq FROM mailboxes WHERE account_id IN {list @ids}""";

    private Dictionary<long, Row> _known = [];
    private HashSet<long> _knownAccounts = [];

    /// <summary>Looks once; what has changed since the call before is published.</summary>
    public async Task PollAsync(CancellationToken cancellationToken)
    {
        var changes = database.MailboxChanges;
        var mailboxes = changes.WatchedMailboxes;
        var accounts = changes.WatchedAccounts.ToHashSet();
        if (mailboxes.Count == 0 && accounts.Count == 0)
        {
            _known = [];
            _knownAccounts = [];
            return;
        }

        var now = new Dictionary<long, Row>();
        foreach (var row in await ReadAsync(ReadAccounts, accounts, cancellationToken))
        {
            now[row.Id] = row;
        }

        foreach (var row in await ReadAsync(ReadMailboxes, mailboxes.Where(id => !now.ContainsKey(id)), cancellationToken))
        {
            now[row.Id] = row;
        }

        Publish(changes, now, mailboxes, accounts);
        _known = now;
        _knownAccounts = accounts;
    }

    private void Publish(MailboxChanges changes, Dictionary<long, Row> now, IReadOnlyList<long> mailboxes, HashSet<long> accounts)
    {
        foreach (var row in now.Values)
        {
            if (!_known.TryGetValue(row.Id, out var before))
            {
                // Its watcher may have read it before another node wrote to it, so it is told of the state as it is.
                var created = accounts.Contains(row.AccountId) && _knownAccounts.Contains(row.AccountId);
                changes.Publish(new(row.AccountId, row.Id, row.Name, created ? MailboxChangeKind.Created : MailboxChangeKind.Messages, row.HighestModSeq));
                continue;
            }

            if (before.Name != row.Name)
            {
                changes.Publish(new(row.AccountId, row.Id, row.Name, MailboxChangeKind.Renamed, row.HighestModSeq, before.Name));
            }

            if (before.HighestModSeq != row.HighestModSeq)
            {
                changes.Publish(new(row.AccountId, row.Id, row.Name, MailboxChangeKind.Messages, row.HighestModSeq));
            }
        }

        foreach (var gone in _known.Values.Where(row => !now.ContainsKey(row.Id) && (mailboxes.Contains(row.Id) || accounts.Contains(row.AccountId))))
        {
            changes.Publish(new(gone.AccountId, gone.Id, gone.Name, MailboxChangeKind.Deleted));
        }
    }

    private async Task<List<Row>> ReadAsync(string sql, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        foreach (var batch in ids.Chunk(BatchSize))
        {
            rows.AddRange(await database.ReadAsync(session => session.QueryAsync<Row>(sql, new { ids = DatabaseSession.NumberList(batch) }), cancellationToken));
        }

        return rows;
    }

    private sealed class Row
    {
        public long Id { get; init; }

        public long AccountId { get; init; }

        public required string Name { get; init; }

        public long HighestModSeq { get; init; }
    }
}
