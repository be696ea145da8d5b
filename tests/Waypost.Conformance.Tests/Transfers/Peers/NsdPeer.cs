namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>NSD, which is a secondary here: it takes no updates.</summary>
internal sealed class NsdPeer(TransferKey? key) : PeerServer("nsd", key)
{
    protected override IReadOnlyList<string> Arguments => ["-d", "-c", PathOf("nsd.conf")];

    public override Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort)
    {
        string who = Key?.Name ?? "NOKEY";
        string keys = Key is null ? "" : $"key:\n    name: {Key.Name}\n    algorithm: {Key.Algorithm}\n    secret: \"{Key.Secret}\"\n";
        return WriteAsync("nsd.conf", $"""
            server:
                ip-address: 127.0.0.1
                port: {Port}
                username: ""
                chroot: ""
                server-count: 1
                zonesdir: "{Folder}"
                database: ""
                pidfile: "{PathOf("nsd.pid")}"
                xfrdfile: "{PathOf("xfrd.state")}"
                xfrdir: "{Folder}"
                zonelistfile: "{PathOf("zone.list")}"
                verbosity: 2
                xfrd-reload-timeout: 0
            remote-control:
                control-enable: no
            {keys}
            zone:
                name: {zone.Origin}
                zonefile: zone.db
                request-xfr: 127.0.0.1@{primaryPort} {who}
                allow-notify: 127.0.0.1 {who}
                provide-xfr: 127.0.0.1 {who}
            """);
    }
}
