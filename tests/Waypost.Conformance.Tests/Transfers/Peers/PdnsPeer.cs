using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>PowerDNS with its BIND backend, a primary here: changes are new master files.</summary>
internal sealed class PdnsPeer(TransferKey? key) : PeerServer("pdns_server", key)
{
    protected override IReadOnlyList<string> Arguments => [$"--config-dir={Folder}"];

    public override async Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort)
    {
        await WriteAsync("zone.db", zone.ToMasterFile());
        await WriteAsync("bind.conf", $"zone \"{zone.Origin}\" {{ type master; file \"{PathOf("zone.db")}\"; }};");
        await WriteAsync("pdns.conf", $"""
            launch=bind
            bind-config={PathOf("bind.conf")}
            bind-dnssec-db={PathOf("keys.db")}
            bind-check-interval=0
            local-address=127.0.0.1
            local-port={Port}
            primary=yes
            socket-dir={Folder}
            allow-axfr-ips={(Key is null ? "127.0.0.0/8" : "")}
            also-notify=127.0.0.1:{notifyPort}
            only-notify=
            daemon=no
            guardian=no
            cache-ttl=0
            query-cache-ttl=0
            negquery-cache-ttl=0
            """);
        await RunAsync("pdnsutil", "create-bind-db", PathOf("keys.db"));
        if (Key is not null)
        {
            await RunAsync("pdnsutil", "import-tsig-key", Key.Name, Key.Algorithm, Key.Secret);
            await RunAsync("pdnsutil", "activate-tsig-key", zone.Origin, Key.Name, "primary");
        }
    }

    public override async Task ChangeAsync(ZoneModel zone, ZoneChange change)
    {
        zone.Serial++;
        await WriteAsync("zone.db", zone.ToMasterFile());
        await RunAsync("pdns_control", "bind-reload-now", zone.Origin);
        await RunAsync("pdns_control", "notify", zone.Origin);
    }

    private async Task RunAsync(string tool, params string[] arguments)
    {
        string[] where = tool == "pdnsutil" ? [$"--config-dir={Folder}"] : [$"--socket-dir={Folder}"];
        ToolRun run = await Tool.RunAsync(tool, [.. where, .. arguments], TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, $"{tool} {string.Join(' ', arguments)}: {run}\n{Log}");
    }
}
