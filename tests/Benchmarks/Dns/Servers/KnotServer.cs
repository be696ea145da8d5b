using System.Diagnostics;
using System.Text;

namespace Waypost.Benchmarks.Dns.Servers;

internal sealed class KnotServer(int port) : DnsServer("knot", port)
{
    private string _directory = "";

    public override string Settings => "one UDP, one TCP and one background worker; no journal";

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        var text = new StringBuilder($"""
            server:
                listen: 127.0.0.1@{Port}
                rundir: {directory}
                udp-workers: 1
                tcp-workers: 1
                background-workers: 1
                tcp-max-clients: 1000
            database:
                storage: {directory}/db
            log:
              - target: stderr
                any: warning
            template:
              - id: default
                file: {scenario.ZoneFile}
                zonefile-sync: -1
                zonefile-load: whole
                journal-content: none
            zone:

            """);
        foreach (var zone in scenario.Zones)
        {
            text.Append("  - domain: ").Append(zone).Append('\n');
        }
        await File.WriteAllTextAsync(Path.Combine(directory, "knot.conf"), text.ToString(), cancellationToken);
    }

    protected override Process Launch() => Pinned(["knotd", "-c", Path.Combine(_directory, "knot.conf")], Path.Combine(_directory, "log"));
}
