using System.Collections.Immutable;
using System.Data.Common;
using Waypost.Mail.Store;

namespace Waypost.Storage.Database;

/// <summary>Units of work that share a transaction, so that the cost of reaching the disk is divided among them. Each can be taken back alone.</summary>
internal sealed class WriteGroup(
    IReadOnlyList<WriteUnit> units,
    SqlDialect dialect,
    Func<DbConnection, DbTransaction, ImmutableDictionary<object, object>, CancellationToken, DatabaseSession> open)
{
    /// <summary>How many units share a transaction at most.</summary>
    public const int MaxUnits = 64;

    private const string Savepoint = "unit_of_work";

    private readonly bool[] _isKept = new bool[units.Count];
    private readonly List<MailboxChange> _mailboxChanges = [];

    public static ImmutableDictionary<object, object> NothingStaged { get; } = ImmutableDictionary<object, object>.Empty;

    /// <summary>Runs the units in order and commits them. A failure is that of all: the caller then runs each alone.</summary>
    public async Task<bool> CommitAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dialect.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(dialect.Isolation, cancellationToken);
        var staged = NothingStaged;
        _mailboxChanges.Clear();
        for (var index = 0; index < units.Count; index++)
        {
            if (units.Count > 1)
            {
                await transaction.SaveAsync(Savepoint, CancellationToken.None);
            }

            var session = open(connection, transaction, staged, units[index].CancellationToken);
            await units[index].RunAsync(session);
            _isKept[index] = !session.IsAbandoned;
            if (_isKept[index])
            {
                staged = session.Staged;
                _mailboxChanges.AddRange(session.MailboxChanges);
            }
            else if (units.Count > 1)
            {
                await transaction.RollbackAsync(Savepoint, CancellationToken.None);
            }
        }

        if (units.Count == 1 && !_isKept[0])
        {
            await transaction.RollbackAsync(CancellationToken.None);
            return false;
        }

        // Not cancelled: a commit that was cut off half-way would leave the callers in doubt.
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>What the units that were committed changed in mailboxes.</summary>
    public IReadOnlyList<MailboxChange> MailboxChanges => _mailboxChanges;

    /// <summary>Publishes what was committed, in order.</summary>
    public void Publish()
    {
        for (var index = 0; index < units.Count; index++)
        {
            units[index].Finish(_isKept[index]);
        }
    }
}
