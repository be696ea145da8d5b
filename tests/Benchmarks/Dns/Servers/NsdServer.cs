using System.Diagnostics;
using System.Text;

namespace Waypost.Benchmarks.Dns.Servers;

internal sealed class NsdServer(int port) : DnsServer("nsd", port)
{
    private string _directory = "";

    public override string Settings => "one server; response rate limiting off; no database file";

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        var text = new StringBuilder($"""
            server:
                ip-address: 127.0.0.1@{Port}
                server-count: 1
                username: ""
                database: ""
                zonesdir: "{directory}"
                pidfile: "{directory}/pid"
                xfrdfile: "{directory}/xfrd"
                xfrdir: "{directory}"
                zonelistfile: "{directory}/zones"
                tcp-count: 1000
                tcp-query-count: 0
                rrl-ratelimit: 0
                rrl-whitelist-ratelimit: 0
            remote-control:
                control-enable: no

            """);
        foreach (var zone in scenario.Zones)
        {
            text.Append("zone:\n    name: ").Append(zone).Append("\n    zonefile: \"").Append(scenario.ZoneFile).Append("\"\n");
        }
        await File.WriteAllTextAsync(Path.Combine(directory, "nsd.conf"), text.ToString(), cancellationToken);
    }

    protected override Process Launch() => Pinned(["nsd", "-d", "-c", Path.Combine(_directory, "nsd.conf")], Path.Combine(_directory, "log"));
}
