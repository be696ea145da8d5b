using System.Collections.Immutable;

namespace Waypost.Mail.Tables;

/// <summary>Every mail table of the server as one immutable value: what a session sees does not change under it.
/// All keys compare without case.</summary>
public sealed record MailTables(
    ImmutableHashSet<string> MailDomains,
    ImmutableHashSet<string> Accounts,
    ImmutableDictionary<string, ImmutableArray<string>> Aliases,
    ImmutableDictionary<string, string> VirtualUsers,
    ImmutableDictionary<string, string> AccessEntries)
{
    /// <summary>Accounts' forwards: account, or account+detail, to targets (<c>~/.forward</c>).</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Forwards { get; init; } = ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Local addresses and the addresses that stand for them in outgoing mail (genericstable).</summary>
    public ImmutableDictionary<string, string> GenericAddresses { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Domains, or <c>.parents</c>, and how mail for them goes on (mailertable).</summary>
    public ImmutableDictionary<string, string> MailerRoutes { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How the tables are applied.</summary>
    public MailTablesOptions Options { get; init; } = new();

    /// <summary>Where the lists of <c>:include:</c> targets are read; null when none are allowed.</summary>
    public IIncludeLists? Includes { get; init; }

    /// <summary>Tables with nothing in them.</summary>
    public static MailTables Empty { get; } = new(
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase),
        ImmutableHashSet.Create<string>(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase),
        ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase));
}

/// <summary>The tables in force on this node. Readers take <see cref="Current"/> once a decision; writers publish after their commit.</summary>
public sealed class MailTablesHolder
{
    private readonly AsyncLocal<Staging?> _staging = new();
    private readonly Lock _writers = new();
    private MailTables _current;
    private MailTables? _pending;

    /// <summary>Holds empty tables that are applied by these options.</summary>
    public MailTablesHolder(MailTablesOptions? options = null, IIncludeLists? includes = null) =>
        _current = MailTables.Empty with { Options = options ?? new(), Includes = includes };

    /// <summary>The tables now in force; for a flow of control that plans a change, those that it plans.</summary>
    public MailTables Current => _staging.Value?.Tables ?? Volatile.Read(ref _current);

    /// <summary>Replaces the tables by what <paramref name="change"/> makes of them, atomically.</summary>
    public void Update(Func<MailTables, MailTables> change)
    {
        if (_staging.Value is { } staging)
        {
            staging.Tables = change(staging.Tables);
            return;
        }

        lock (_writers)
        {
            if (_pending is not null)
            {
                _pending = change(_pending);
                return;
            }

            Volatile.Write(ref _current, change(_current));
        }
    }

    /// <summary>Makes the updates that <paramref name="updates"/> asks for one: readers see all of them, or none.</summary>
    public void UpdateTogether(Action updates)
    {
        lock (_writers)
        {
            _pending = _current;
            try
            {
                updates();
                Volatile.Write(ref _current, _pending);
            }
            finally
            {
                _pending = null;
            }
        }
    }

    /// <summary>From here on to the end of the calling async method, this flow of control reads and updates tables of its own, which are never in force.</summary>
    public void Stage() => _staging.Value = new Staging(Volatile.Read(ref _current));

    private sealed class Staging(MailTables tables)
    {
        public MailTables Tables { get; set; } = tables;
    }
}
