using Waypost.Client;
using Waypost.Mail.Tables;

namespace Waypost.Cli.Sendmail;

/// <summary>A table of the server under the name of sendmail's file.</summary>
/// <param name="File">The file's name: <c>access</c>.</param>
/// <param name="Collection">The command and API name: <c>access-entries</c>.</param>
internal sealed record ServerTable(
    string File,
    string Collection,
    Func<string, string, string?> Check,
    Func<WaypostClient, string, string, CancellationToken, Task> Put,
    Func<WaypostClient, string, CancellationToken, Task> Delete,
    Func<WaypostClient, CancellationToken, IAsyncEnumerable<(string Key, string Value)>> List)
{
    public static IReadOnlyList<ServerTable> All { get; } =
    [
        new("access", "access-entries", AccessSyntax.CheckEntry,
            (client, key, value, cancel) => client.AccessEntries.PutAsync(key, new(value), Precondition.None, cancel),
            (client, key, cancel) => client.AccessEntries.DeleteAsync(key, Precondition.None, cancel),
            (client, cancel) => client.AccessEntries.ListAsync(cancel).Select(one => (one.Key, one.Value))),
        new("virtusertable", "virtual-users", TableSyntax.CheckVirtualUser,
            (client, key, value, cancel) => client.VirtualUsers.PutAsync(key, new(value), Precondition.None, cancel),
            (client, key, cancel) => client.VirtualUsers.DeleteAsync(key, Precondition.None, cancel),
            (client, cancel) => client.VirtualUsers.ListAsync(cancel).Select(one => (one.Address, one.Target))),
        new("genericstable", "generic-addresses", TableSyntax.CheckGenericAddress,
            (client, key, value, cancel) => client.GenericAddresses.PutAsync(key, new(value), Precondition.None, cancel),
            (client, key, cancel) => client.GenericAddresses.DeleteAsync(key, Precondition.None, cancel),
            (client, cancel) => client.GenericAddresses.ListAsync(cancel).Select(one => (one.Address, one.Target))),
        new("mailertable", "mailer-routes", (key, value) => MailerRoutes.CheckKey(key) ?? MailerRoutes.CheckTarget(value),
            (client, key, value, cancel) => client.MailerRoutes.PutAsync(key, new(value), Precondition.None, cancel),
            (client, key, cancel) => client.MailerRoutes.DeleteAsync(key, Precondition.None, cancel),
            (client, cancel) => client.MailerRoutes.ListAsync(cancel).Select(one => (one.Domain, one.Target))),
        new("aliases", "aliases", (key, value) => AliasSyntax.CheckName(key),
            (client, key, value, cancel) => client.Aliases.PutAsync(key, new(AddressListText.Split(value)), Precondition.None, cancel),
            (client, key, cancel) => client.Aliases.DeleteAsync(key, Precondition.None, cancel),
            (client, cancel) => client.Aliases.ListAsync(cancel).Select(one => (one.Name, string.Join(", ", one.Targets)))),
    ];

    /// <summary>The table that a map's name means: <c>/etc/mail/access</c>, <c>access.db</c>, <c>virtuser</c>; null for none.</summary>
    public static ServerTable? Find(string map)
    {
        string name = Path.GetFileName(map);
        name = name.EndsWith(".db", StringComparison.Ordinal) ? name[..^3] : name;
        name = name switch { "virtuser" => "virtusertable", "generics" => "genericstable", "mailer" => "mailertable", "access_db" => "access", _ => name };
        return All.FirstOrDefault(table => table.File == name || table.Collection == name);
    }
}
