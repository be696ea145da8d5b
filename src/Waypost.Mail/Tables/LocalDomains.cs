using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Waypost.Mail.Tables;

/// <summary>Which domains this server answers for: the mail domains, and the domains that virtual users name.</summary>
public static class LocalDomains
{
    // Derived once from each published table; the table is immutable, so the entry never goes stale.
    private static readonly ConditionalWeakTable<ImmutableDictionary<string, string>, FrozenSet<string>> VirtualDomains = [];

    /// <summary>Whether a domain is a mail domain or a virtual domain. A bare local part (empty domain) is local.</summary>
    public static bool IsLocalDomain(this MailTables tables, string domain) =>
        domain.Length == 0 || tables.MailDomains.Contains(domain) || tables.IsVirtualDomain(domain);

    /// <summary>Whether a virtual user names the domain.</summary>
    public static bool IsVirtualDomain(this MailTables tables, string domain) =>
        VirtualDomains.GetValue(tables.VirtualUsers, Collect).Contains(domain);

    private static FrozenSet<string> Collect(ImmutableDictionary<string, string> virtualUsers) =>
        virtualUsers.Keys.Select(key => key[(key.LastIndexOf('@') + 1)..]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
