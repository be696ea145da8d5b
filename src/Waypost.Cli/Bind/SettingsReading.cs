using Waypost.Client;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Cli.Bind;

/// <summary>What a block of clauses says of zones, as the API has it.</summary>
internal static class SettingsReading
{
    /// <summary>The clauses that <see cref="Read"/> takes in.</summary>
    public static IReadOnlyList<string> Clauses { get; } =
    [
        "allow-query", "allow-transfer", "allow-update", "allow-update-forwarding", "allow-notify", "update-policy", "also-notify", "notify",
        "min-refresh-time", "max-refresh-time", "min-retry-time", "max-retry-time",
    ];

    /// <summary>The settings that the block itself states.</summary>
    public static ZoneSettings Read(ConfMap map) => new(
        AllowQuery: List(map["allow-query"]),
        AllowTransfer: List(map["allow-transfer"]),
        AllowUpdate: List(map["allow-update"]),
        AllowUpdateForwarding: List(map["allow-update-forwarding"]),
        AllowNotify: List(map["allow-notify"]),
        UpdatePolicy: Rules(map["update-policy"]),
        AlsoNotify: Servers(NamedConfServers.From(map["also-notify"])),
        Notify: Notify(map["notify"]),
        MinRefresh: Number(map["min-refresh-time"]),
        MaxRefresh: Number(map["max-refresh-time"]),
        MinRetry: Number(map["min-retry-time"]),
        MaxRetry: Number(map["max-retry-time"]));

    /// <summary>An address match list; an empty one matches nobody.</summary>
    public static IReadOnlyList<string>? List(ConfValue? value) =>
        value is null ? null : NamedConfig.Elements(value) is { Count: > 0 } elements ? elements : ["none"];

    /// <summary>Servers as the API writes them, the list's port with each that has none.</summary>
    public static IReadOnlyList<string>? Servers(NamedConfServers? list) => list?.Servers
        .Select(server => (server.Address?.ToString() ?? server.ListName!)
            + (server.Address is not null && (server.Port ?? list.Port) is { } port ? $" port {port}" : "")
            + (server.Key is null ? "" : $" key {server.Key}")
            + (server.Tls is null ? "" : $" tls {server.Tls}"))
        .ToList();

    public static bool? Flag(ConfValue? value) => (value as ConfBoolean)?.Value;

    public static int? Number(ConfValue? value) => (int?)(value as ConfNumber)?.Value;

    private static List<string>? Rules(ConfValue? value) => value switch
    {
        ConfText local => [local.Text],
        ConfList rules => [.. rules.Items.Cast<ConfTuple>().Select(Rule)],
        _ => null,
    };

    private static string Rule(ConfTuple rule)
    {
        List<string> words = [Text(rule["mode"]), Text(rule["identity"]), Text(rule["matchtype"])];
        if (!rule["name"].IsVoid)
        {
            words.Add(Text(rule["name"]));
        }

        words.AddRange(((ConfList)rule["types"]).Items.Select(Text));
        return string.Join(' ', words);
    }

    private static string Text(ConfValue value) => ((ConfText)value).Text;

    private static string? Notify(ConfValue? value) => value switch
    {
        ConfBoolean flag => flag.Value ? "yes" : "no",
        ConfText { Text: "master-only" } => "primary-only",
        ConfText word => word.Text.ToLowerInvariant(),
        _ => null,
    };
}
