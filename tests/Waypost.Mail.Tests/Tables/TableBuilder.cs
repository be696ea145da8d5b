using System.Collections.Immutable;
using Waypost.Mail.Tables;
using Waypost.Testing.MailTables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>Writes mail tables as short text: <c>key value; key value</c>.</summary>
internal static class TableBuilder
{
    public static MailTables Tables(string domains = "example.com", string accounts = "ann bob postmaster", string aliases = "", string virtualUsers = "", string access = "", string forwards = "", string generics = "", string routes = "")
    {
        MailTables empty = MailTables.Empty;
        return new MailTables(
            empty.MailDomains.Union(domains.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            empty.Accounts.Union(accounts.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            empty.Aliases.SetItems(Entries(aliases).Select(e => KeyValuePair.Create(e.Key, e.Value.Split(", ").ToImmutableArray()))),
            empty.VirtualUsers.SetItems(Entries(virtualUsers)),
            empty.AccessEntries.SetItems(Entries(access)))
        {
            Forwards = empty.Forwards.SetItems(Entries(forwards).Select(e => KeyValuePair.Create(e.Key, e.Value.Split(", ").ToImmutableArray()))),
            GenericAddresses = empty.GenericAddresses.SetItems(Entries(generics)),
            MailerRoutes = empty.MailerRoutes.SetItems(Entries(routes)),
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(string text) =>
        MailTableText.Pairs(text).Select(pair => KeyValuePair.Create(pair.Key, pair.Value));
}
