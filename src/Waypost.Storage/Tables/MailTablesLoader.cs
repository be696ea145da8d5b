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
    private const string ListForwards = """SELECT name, targets AS content FROM forwards""";
    private const string ListGenericAddresses = """SELECT name, target AS content FROM generic_addresses""";
    private const string ListMailerRoutes = """SELECT name, target AS content FROM mailer_routes""";

    /// <summary>The path segments of the tables.</summary>
    internal static IReadOnlyCollection<string> Resources { get; } = ["mail-domains", "accounts", "aliases", "virtual-users", "access-entries", "forwards", "generic-addresses", "mailer-routes"];

    /// <summary>Reads all tables and puts them in force. Called before any listener starts.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAndPublishAsync(ReadAsync, loaded => tables.Update(now => loaded with { Options = now.Options, Includes = now.Includes }), cancellationToken);

    private static async Task<MailTables> ReadAsync(DatabaseSession session)
    {
        var none = MailTables.Empty;
        return new MailTables(
            none.MailDomains.Union(await session.QueryAsync<string>(ListDomains)),
            none.Accounts.Union(await session.QueryAsync<string>(ListAccounts)),
            none.Aliases.AddRange(await ListsAsync(session, ListAliases)),
            none.VirtualUsers.AddRange(await TextsAsync(session, ListVirtualUsers)),
            none.AccessEntries.AddRange(await TextsAsync(session, ListAccessEntries)))
        {
            Forwards = none.Forwards.AddRange(await ListsAsync(session, ListForwards)),
            GenericAddresses = none.GenericAddresses.AddRange(await TextsAsync(session, ListGenericAddresses)),
            MailerRoutes = none.MailerRoutes.AddRange(await TextsAsync(session, ListMailerRoutes)),
        };
    }

    private static async Task<IEnumerable<KeyValuePair<string, string>>> TextsAsync(DatabaseSession session, string sql) =>
        (await session.QueryAsync<Entry>(sql)).Select(entry => KeyValuePair.Create(entry.Name, entry.Content));

    private static async Task<IEnumerable<KeyValuePair<string, ImmutableArray<string>>>> ListsAsync(DatabaseSession session, string sql) =>
        (await session.QueryAsync<Entry>(sql)).Select(entry => KeyValuePair.Create(entry.Name, TextList.Read(entry.Content).ToImmutableArray()));

    private sealed class Entry
    {
        public required string Name { get; init; }

        public required string Content { get; init; }
    }
}
