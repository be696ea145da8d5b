using System.Data;
using Microsoft.Data.Sqlite;

#pragma warning disable CA2100 // The texts are the repositories' constants.

namespace Waypost.Storage.Database;

/// <summary>A connection that is used again after it was disposed, with the statements that it has prepared: SQLite spends longer on parsing a short statement than
/// on running it, and the provider would parse each anew.</summary>
internal sealed class ReusingConnection(string connectionString, Func<ReusingConnection, bool> keep) : SqliteConnection(connectionString)
{
    private const int MaxStatements = 256;

    private readonly Dictionary<string, ReusedCommand> _idle = new(StringComparer.Ordinal);
    private string? _next;

    /// <summary>Tells which statement the next command is for.</summary>
    public void Expect(string sql) => _next = sql;

    public override SqliteCommand CreateCommand()
    {
        var sql = _next;
        _next = null;
        if (sql is null)
        {
            return base.CreateCommand();
        }

        return _idle.Remove(sql, out var known) ? known : new ReusedCommand(this, sql);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (State == ConnectionState.Open && Transaction is null && keep(this))
            {
                return;
            }

            foreach (var command in _idle.Values)
            {
                command.End();
            }

            _idle.Clear();
        }

        base.Dispose(disposing);
    }

    private bool Keep(ReusedCommand command) => State == ConnectionState.Open && _idle.Count < MaxStatements && _idle.TryAdd(command.CommandText, command);

    private sealed class ReusedCommand : SqliteCommand
    {
        private readonly ReusingConnection _owner;
        private bool _ended;

        public ReusedCommand(ReusingConnection owner, string sql)
        {
            _owner = owner;
            Connection = owner;
            CommandText = sql;
        }

        public void End()
        {
            _ended = true;
            Dispose();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !_ended)
            {
                Parameters.Clear();
                Transaction = null;
                if (_owner.Keep(this))
                {
                    return;
                }
            }

            base.Dispose(disposing);
        }
    }
}
