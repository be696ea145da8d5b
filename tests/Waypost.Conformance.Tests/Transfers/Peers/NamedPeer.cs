namespace Waypost.Conformance.Tests.Transfers.Peers;

/// <summary>BIND.</summary>
internal sealed class NamedPeer(TransferKey? key) : PeerServer("named", key)
{
    protected override IReadOnlyList<string> Arguments => ["-g", "-c", PathOf("named.conf")];

    public override async Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort)
    {
        string keyed = Key is null ? "" : $" key {Key.Name}";
        string who = Key is null ? "127.0.0.1" : $"key {Key.Name}";
        string kind = primaryPort is { } port
            ? $"type secondary; masterfile-format text; primaries {{ 127.0.0.1 port {port}{keyed}; }}; notify no; min-refresh-time 1; min-retry-time 1;"
            : $"type primary; also-notify {{ 127.0.0.1 port {notifyPort}{keyed}; }}; notify explicit; allow-update {{ {who}; }};";
        await WriteAsync("named.conf", $$"""
            {{(Key is null ? "" : $"key {Key.Name} {{ algorithm {Key.Algorithm}; secret \"{Key.Secret}\"; }};")}}
            options {
                directory "{{Folder}}"; managed-keys-directory "."; pid-file "named.pid"; session-keyfile "session.key";
                listen-on port {{Port}} { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; notify-delay 0; allow-transfer { {{who}}; };
            };
            controls { };
            zone "{{zone.Origin}}" { {{kind}} file "zone.db"; };
            """);
        if (primaryPort is null)
        {
            await WriteAsync("zone.db", zone.ToMasterFile());
        }
    }

    public override Task ChangeAsync(ZoneModel zone, ZoneChange change) => UpdateAsync(zone.ToUpdate(change));
}
