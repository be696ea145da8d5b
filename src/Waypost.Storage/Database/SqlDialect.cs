using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;

namespace Waypost.Storage.Database;

/// <summary>What differs between the engines. Repositories write one SQL text in which a closed list of tokens stands
/// for the differences: <c>{top @n}</c> and <c>{limit @n}</c>, <c>{output a, b}</c> and <c>{returning a, b}</c>,
/// <c>{locked}</c> after a table that the unit of work is about to update, <c>{list @json}</c>, a JSON list of numbers as a subquery,
/// <c>{find @text column}</c>, whether a column holds a text,
/// and <c>{rows @json a 430, b}</c>, a JSON list of lists as a table of texts with these columns, the first of at most 430 characters.</summary>
public abstract partial class SqlDialect
{
    private readonly ConcurrentDictionary<string, string> _rendered = new(StringComparer.Ordinal);

    /// <summary>The folder of this engine's migrations.</summary>
    public abstract string MigrationFolder { get; }

    /// <summary>Creates the table of applied migrations when it is missing.</summary>
    public abstract string CreateMigrationTable { get; }

    /// <summary>Takes the lock under which migrations run until the transaction ends; null where a write transaction is that lock.</summary>
    public abstract string? LockMigrations { get; }

    /// <summary>Leases due queue recipients of one priority (<c>@max</c>, <c>@orderClass</c>, <c>@now</c>, <c>@until</c>) and returns their ids.</summary>
    public abstract string LeaseDueRecipients { get; }

    /// <summary>True when the engine takes one writer at a time, so that writers had better wait in line than be refused.</summary>
    public abstract bool SingleWriter { get; }

    /// <summary>The isolation of units of work.</summary>
    public abstract IsolationLevel Isolation { get; }

    /// <summary>Creates what the engine needs before its first transaction.</summary>
    public abstract Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>Opens a pooled connection.</summary>
    public abstract Task<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Gives the pooled connections back to the system.</summary>
    public abstract void ReleaseConnections();

    /// <summary>True when the same unit of work may succeed if it is done again.</summary>
    public abstract bool IsTransient(Exception exception);

    /// <summary>The engine's form of a repository's SQL text.</summary>
    public string Render(string sql) => _rendered.GetOrAdd(sql, text => Token().Replace(text, match => Expand(match.Groups[1].Value, match.Groups[2].Value)));

    /// <summary>The engine's form of one token.</summary>
    protected abstract string Expand(string token, string argument);

    /// <summary>The parameter and the columns of the token <c>rows</c>.</summary>
    protected static (string Parameter, IReadOnlyList<(string Name, string Length)> Columns) Rows(string argument)
    {
        var blank = argument.IndexOf(' ', StringComparison.Ordinal);
        var columns = argument[(blank + 1)..].Split(',', StringSplitOptions.TrimEntries).Select(column => column.Split(' '));
        return (argument[..blank], [.. columns.Select(words => (words[0], words.Length > 1 ? words[1] : "max"))]);
    }

    [GeneratedRegex(@"\{(top|limit|output|returning|locked|list|rows|find)(?: ([@a-z0-9_, ]+))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
