using System.Globalization;
using System.Net;
using Waypost.Dns.NamedConf;
using Waypost.Dns.NamedConf.Values;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>Makes zones of zone statements: the settings that hold for them, with those of view and options taken in.</summary>
public sealed class TrialZoneReader(TrialConfiguration configuration, BindLog log)
{
    private const int MaxListDepth = 16;

    /// <summary>The zone, or null when it is of a type that holds no data, or (with a log line) cannot be served.</summary>
    public TrialZone? Read(NamedConfZone statement, TrialView view, bool added = false)
    {
        ZoneKind? kind = statement.Type switch { "primary" => ZoneKind.Primary, "secondary" or "mirror" => ZoneKind.Secondary, _ => null };
        if (!statement.Class.Equals("IN", StringComparison.OrdinalIgnoreCase) || kind is null)
        {
            if (statement.Type is not ("hint" or "in-view"))
            {
                log.Warning("general", $"zone '{statement.Name}': {(kind is null ? $"type {statement.Type}" : $"class {statement.Class}")} is not served in the trial mode");
            }
            return null;
        }
        var settings = Settings(statement, view, kind.Value);
        if (!ZonePolicy.TryCompile(settings, configuration.Acls, out var policy, out var error))
        {
            log.Error("config", $"{statement.Statement.File}:{statement.Statement.Line}: zone '{statement.Name}': {error}");
            return null;
        }
        return new TrialZone(statement, view.Name, kind.Value, policy) { IsAdded = added };
    }

    private ZoneSettings Settings(NamedConfZone zone, TrialView view, ZoneKind kind)
    {
        var (config, outer) = (configuration.Config, view.Statement);
        ConfValue? Find(string clause) => config.Effective(clause, outer, zone);
        IReadOnlyList<string>? List(string clause) => Find(clause) is { } value ? NamedConfig.Elements(value) : null;
        int? Number(string clause) => (int?)(Find(clause) as ConfNumber)?.Value;

        var updatePolicy = zone.Options["update-policy"] switch
        {
            ConfList rules => (IReadOnlyList<string>)[.. rules.Items.Select(rule => rule.ToString())],
            ConfText local => [local.Text],
            _ => null,
        };
        return new ZoneSettings
        {
            AllowQuery = List("allow-query"),
            // BIND 9.18 lets everybody transfer where nothing is said.
            AllowTransfer = List("allow-transfer") ?? ["any"],
            AllowUpdate = updatePolicy is null && kind == ZoneKind.Primary ? List("allow-update") : null,
            UpdatePolicy = updatePolicy,
            AllowUpdateForwarding = List("allow-update-forwarding"),
            AllowNotify = List("allow-notify"),
            Primaries = zone.Primaries is { } primaries ? Expand(primaries, primaries.Port, 0) : null,
            AlsoNotify = NamedConfServers.From(Find("also-notify")) is { } others ? Expand(others, others.Port, 0) : null,
            Notify = Find("notify") switch
            {
                ConfBoolean flag => flag.Value ? "yes" : "no",
                ConfText { Text: "master-only" } => "primary-only",
                ConfText word => word.Text,
                _ => null,
            },
            MinRefresh = Number("min-refresh-time"),
            MaxRefresh = Number("max-refresh-time"),
            MinRetry = Number("min-retry-time"),
            MaxRetry = Number("max-retry-time"),
        };
    }


    // Names of lists are replaced by what is in them.
    private List<string> Expand(NamedConfServers list, int? port, int depth)
    {
        var texts = new List<string>();
        foreach (var server in list.Servers)
        {
            if (server.Address is { } address)
            {
                texts.Add(Format(address, server.Port ?? port, server.Key, server.Tls));
            }
            else if (depth < MaxListDepth && configuration.Config.Primaries.FirstOrDefault(named => named.Name == server.ListName) is { } inner)
            {
                texts.AddRange(Expand(inner, inner.Port ?? port, depth + 1));
            }
        }
        return texts;
    }

    private static string Format(IPAddress address, int? port, string? key, string? tls) =>
        address
        + (port is > 0 ? string.Create(CultureInfo.InvariantCulture, $" port {port}") : "")
        + (key is null ? "" : $" key {key}")
        + (tls is null ? "" : $" tls {tls}");
}
