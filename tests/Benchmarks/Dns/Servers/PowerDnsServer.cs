using System.Diagnostics;

namespace Waypost.Benchmarks.Dns.Servers;

internal sealed class PowerDnsServer(int port) : DnsServer("pdns", port)
{
    private string _directory = "";

    public override string Settings => "bind backend; packet and query caches as by default; one receiver thread";

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        await File.WriteAllTextAsync(Path.Combine(directory, "zones.conf"), NamedServer.Zones(scenario), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(directory, "pdns.conf"), $"""
            launch=bind
            bind-config={directory}/zones.conf
            local-address=127.0.0.1
            local-port={Port}
            socket-dir={directory}
            receiver-threads=1
            max-tcp-connections=1000
            max-tcp-connections-per-client=0
            daemon=no
            guardian=no
            disable-syslog=yes
            loglevel=3
            zone-cache-refresh-interval=300
            """, cancellationToken);
    }

    protected override Process Launch() => Pinned(["pdns_server", "--config-dir=" + _directory], Path.Combine(_directory, "log"));
}
