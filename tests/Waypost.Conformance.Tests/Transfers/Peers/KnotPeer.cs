namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>Knot DNS.</summary>
internal sealed class KnotPeer(TransferKey? key) : PeerServer("knotd", key)
{
    protected override IReadOnlyList<string> Arguments => ["-c", PathOf("knot.conf")];

    public override async Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort)
    {
        string keyed = Key is null ? "" : $"\n    key: {Key.Name}";
        string kind = primaryPort is null ? "notify: waypost" : "master: waypost";
        string keys = Key is null ? "" : $"key:\n  - id: {Key.Name}\n    algorithm: {Key.Algorithm}\n    secret: {Key.Secret}\n";
        await WriteAsync("knot.conf", $"""
            server:
                listen: 127.0.0.1@{Port}
                rundir: {Folder}
            log:
              - target: stderr
                any: info
            database:
                storage: {Folder}
            {keys}
            remote:
              - id: waypost
                address: 127.0.0.1@{primaryPort ?? notifyPort}{keyed}
            acl:
              - id: all
                address: 127.0.0.1
                action: [transfer, update, notify]{keyed}
            zone:
              - domain: {zone.Origin}
                storage: {Folder}
                file: zone.db
                acl: all
                {kind}
            """);
        if (primaryPort is null)
        {
            await WriteAsync("zone.db", zone.ToMasterFile());
        }
    }

    public override Task ChangeAsync(ZoneModel zone, ZoneChange change) => UpdateAsync(zone.ToUpdate(change));
}
