using System.Collections.Frozen;

namespace Waypost.Dns.NamedConf.Checks;

/// <summary>logging: each channel has one destination, each category is known, and so are its channels.</summary>
internal static class LoggingCheck
{
    private static readonly string[] Destinations = ["file", "syslog", "null", "stderr"];

    private static readonly FrozenSet<string> Categories = FrozenSet.Create(
        StringComparer.Ordinal,
        "client", "cname", "config", "database", "default", "delegation-only", "dispatch", "dnssec", "dnstap", "edns-disabled", "general", "lame-servers",
        "network", "notify", "nsid", "queries", "query-errors", "rate-limit", "resolver", "rpz", "rpz-passthru", "security", "serve-stale", "spill", "sslkeylog",
        "trust-anchor-telemetry", "unmatched", "update", "update-security", "xfer-in", "xfer-out", "zoneload");

    public static void Check(ConfCheck check)
    {
        if (check.Root["logging"] is not Values.ConfMap logging)
        {
            return;
        }
        HashSet<string> channels = new(StringComparer.Ordinal) { "default_syslog", "default_stderr", "default_debug", "null" };
        foreach (var channel in logging.Maps("channel"))
        {
            var name = channel.Id.Text();
            if (Destinations.Count(destination => channel[destination] is not null) != 1)
            {
                check.Error(channel, $"channel '{name}': exactly one of file, syslog, null, and stderr must be present");
            }
            channels.Add(name);
        }
        foreach (var category in logging.Tuples("category"))
        {
            var name = category["name"].Text();
            if (!Categories.Contains(name))
            {
                check.Error(category, $"undefined category: '{name}'");
            }
            foreach (var destination in category["destinations"].Items().Where(destination => !channels.Contains(destination.Text())))
            {
                check.Error(destination, $"undefined channel: '{destination.Text()}'");
            }
        }
    }
}
