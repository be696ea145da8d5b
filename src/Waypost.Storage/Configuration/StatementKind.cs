using Waypost.Dns.Configuration;

namespace Waypost.Storage.Configuration;

/// <summary>A kind of statement of the configuration: where it is stored, and where it is in <see cref="DnsConfiguration"/>.</summary>
/// <param name="Resource">The path segment of the API, which is also how keys of the table and subjects of the audit begin.</param>
/// <param name="KeyMember">The member that has the name, as JSON names it.</param>
/// <param name="NameOf">The name of one; the same for all of a kind that has one alone.</param>
public sealed record StatementKind<T>(
    StatementSection Section,
    string Resource,
    string KeyMember,
    Func<T, string> NameOf,
    Func<DnsConfiguration, IReadOnlyList<T>> Get,
    Func<DnsConfiguration, IReadOnlyList<T>, DnsConfiguration> With)
{
    /// <summary>The configuration without the statement of this name, and with <paramref name="put"/> if it is not null.</summary>
    public DnsConfiguration Replace(DnsConfiguration configuration, string name, T? put)
    {
        var others = Get(configuration).Where(item => !string.Equals(NameOf(item), name, StringComparison.OrdinalIgnoreCase));
        return With(configuration, put is null ? [.. others] : [put, .. others]);
    }
}

/// <summary>The kinds that there are.</summary>
public static class StatementKinds
{
    /// <summary>The name of the one row of the settings.</summary>
    public const string SettingsName = "dns";

    public static StatementKind<AclDefinition> Acls { get; } =
        new(StatementSection.Acl, "acls", "name", acl => acl.Name, all => all.Acls, (all, items) => all with { Acls = items });

    public static StatementKind<ViewDefinition> Views { get; } =
        new(StatementSection.View, "views", "name", view => view.Name, all => all.Views, (all, items) => all with { Views = items });

    public static StatementKind<RemoteServerList> RemoteServerLists { get; } =
        new(StatementSection.RemoteServerList, "remote-server-lists", "name", list => list.Name, all => all.RemoteServerLists, (all, items) => all with { RemoteServerLists = items });

    public static StatementKind<RemoteServer> RemoteServers { get; } =
        new(StatementSection.RemoteServer, "remote-servers", "address", server => server.Address, all => all.RemoteServers, (all, items) => all with { RemoteServers = items });

    public static StatementKind<LoggingChannel> LoggingChannels { get; } =
        new(StatementSection.LoggingChannel, "logging-channels", "name", channel => channel.Name, all => all.LoggingChannels, (all, items) => all with { LoggingChannels = items });

    public static StatementKind<DnsSettings> Settings { get; } =
        new(StatementSection.Settings, "dns-settings", "", _ => SettingsName, all => [all.Settings], (all, items) => all with { Settings = items is [var one, ..] ? one : new() });

    /// <summary>The path segments of all kinds.</summary>
    public static IReadOnlyCollection<string> Resources { get; } =
        [Acls.Resource, Views.Resource, RemoteServerLists.Resource, RemoteServers.Resource, LoggingChannels.Resource, Settings.Resource];
}
