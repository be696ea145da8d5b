using System.Collections.Immutable;
using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>Writes mail tables as short text: <c>key value; key value</c>.</summary>
internal static class TableBuilder
{
    public static MailTables Tables(string domains = "example.com", string accounts = "ann bob postmaster", string aliases = "", string virtualUsers = "", string access = "")
    {
        MailTables empty = MailTables.Empty;
        return new MailTables(
            empty.MailDomains.Union(domains.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            empty.Accounts.Union(accounts.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            empty.Aliases.SetItems(Entries(aliases).Select(e => KeyValuePair.Create(e.Key, e.Value.Split(", ").ToImmutableArray()))),
            empty.VirtualUsers.SetItems(Entries(virtualUsers)),
            empty.AccessEntries.SetItems(Entries(access)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(string text) =>
        text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(entry =>
        {
            int space = entry.IndexOf(' ', StringComparison.Ordinal);
            return KeyValuePair.Create(entry[..space], entry[(space + 1)..]);
        });
}
