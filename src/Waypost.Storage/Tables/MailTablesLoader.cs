using System.Collections.Immutable;
using Waypost.Mail.Tables;
using Waypost.Storage.Database;

namespace Waypost.Storage.Tables;

/// <summary>Fills this node's tables from the database: at start, and after another node's write.</summary>
public sealed class MailTablesLoader(WaypostDatabase database, MailTablesHolder tables)
{
    private const string ListDomains = """SELECT name FROM mail_domains""";
    private const string ListAccounts = """SELECT name FROM accounts""";
    private const string ListAliases = """SELECT name, targets AS content FROM aliases""";
    private const string ListVirtualUsers = """SELECT name, target AS content FROM virtual_users""";
    private const string ListAccessEntries = """SELECT name, entry_value AS content FROM access_entries""";

    /// <summary>The path segments of the tables.</summary>
    internal static IReadOnlyCollection<string> Resources { get; } = ["mail-domains", "accounts", "aliases", "virtual-users", "access-entries"];

    /// <summary>Reads all tables and puts them in force. Called before any listener starts.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAndPublishAsync(ReadAsync, loaded => tables.Update(now => loaded with { Options = now.Options, Includes = now.Includes }), cancellationToken);

    private static async Task<MailTables> ReadAsync(DatabaseSession session)
    {
        var none = MailTables.Empty;
        return new MailTables(
            none.MailDomains.Union(await session.QueryAsync<string>(ListDomains)),
            none.Accounts.Union(await session.QueryAsync<string>(ListAccounts)),
            none.Aliases.AddRange((await session.QueryAsync<Entry>(ListAliases)).Select(entry => KeyValuePair.Create(entry.Name, TextList.Read(entry.Content).ToImmutableArray()))),
            none.VirtualUsers.AddRange((await session.QueryAsync<Entry>(ListVirtualUsers)).Select(entry => KeyValuePair.Create(entry.Name, entry.Content))),
            none.AccessEntries.AddRange((await session.QueryAsync<Entry>(ListAccessEntries)).Select(entry => KeyValuePair.Create(entry.Name, entry.Content))));
    }

    private sealed class Entry
    {
        public required string Name { get; init; }

        public required string Content { get; init; }
    }
}
