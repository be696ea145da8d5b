using System.Diagnostics;
using System.Text;

namespace Waypost.Benchmarks.Dns.Servers;

internal sealed class NamedServer(int port) : DnsServer("named", port)
{
    private string _directory = "";

    public override string Settings => "-n 1; no recursion, no logging";

    public override async Task PrepareAsync(Scenario scenario, string directory, CancellationToken cancellationToken)
    {
        _directory = directory;
        await File.WriteAllTextAsync(Path.Combine(directory, "named.conf"), $$"""
            options {
                directory "{{directory}}";
                listen-on port {{Port}} { 127.0.0.1; };
                listen-on-v6 { none; };
                pid-file none;
                lock-file none;
                session-keyfile none;
                recursion no;
                dnssec-validation no;
                tcp-clients 1000;
                notify no;
            };
            controls { };
            logging { category default { null; }; };
            {{Zones(scenario)}}
            """, cancellationToken);
    }

    /// <summary>The zone statements, which PowerDNS's bind backend reads as well.</summary>
    internal static string Zones(Scenario scenario)
    {
        var text = new StringBuilder();
        foreach (var zone in scenario.Zones)
        {
            text.Append("zone \"").Append(zone).Append("\" { type master; file \"").Append(scenario.ZoneFile).Append("\"; };\n");
        }
        return text.ToString();
    }

    protected override Process Launch() => Pinned(["named", "-f", "-n", "1", "-c", Path.Combine(_directory, "named.conf")], Path.Combine(_directory, "log"));
}
