using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Conformance.Tests.Transfers.Peers;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>Zone transfers over TLS (RFC 9103) with BIND on the other side.</summary>
public sealed class TlsTransferTests
{
    private const string Origin = "secret.example";

    [Fact]
    public async Task WaypostTransfersFromBindOverTls()
    {
        Dig.SkipWhereMissing();
        await using TlsPeer peer = new();
        await peer.ConfigurePrimaryAsync();
        await peer.StartAsync();
        Dictionary<string, string> settings = new()
        {
            ["WAYPOST_Secondaries__Tls__strict__RemoteHostname"] = "localhost",
            ["WAYPOST_Secondaries__Tls__strict__CaFile"] = peer.CertificatePath,
            ["WAYPOST_Secondaries__Tls__wrong__RemoteHostname"] = "other.example",
            ["WAYPOST_Secondaries__Tls__wrong__CaFile"] = peer.CertificatePath,
        };
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(WaypostPorts.Free(), settings, TestContext.Current.CancellationToken);
        ApiSession api = new(waypost);
        await CreateAsync(api, new { name = Origin, primaries = new[] { $"127.0.0.1 port {peer.TlsPort} tls wrong" } });
        await Until.AnswerAsync(() => api.GetAsync("/v1/zones/" + Origin), reply => reply.Body.Contains("TLS failed", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        foreach (string profile in (string[])["strict", "ephemeral"])
        {
            (await api.DeleteAsync("/v1/zones/" + Origin)).Expect(HttpStatusCode.NoContent);
            await CreateAsync(api, new { name = Origin, primaries = new[] { $"127.0.0.1 port {peer.TlsPort} tls {profile}" } });
            await ZoneContent.WaitForSameSerialAsync(peer.Port, waypost.Ports.Dns, Origin, () => waypost.Log);
        }
    }

    [Fact]
    public async Task BindTransfersFromWaypostOverTls()
    {
        Dig.SkipWhereMissing();
        await using TlsPeer peer = new();
        int tlsPort = FreePort.Next();
        Dictionary<string, string> settings = new()
        {
            ["WAYPOST_Tls__CertificatePath"] = peer.CertificatePath,
            ["WAYPOST_Tls__KeyPath"] = peer.KeyPath,
            ["WAYPOST_Dns__TlsPort"] = $"{tlsPort}",
            ["WAYPOST_Http__TlsPort"] = "0",
            ["WAYPOST_Smtp__SubmissionsPort"] = "0",
            ["WAYPOST_Pop3__TlsPort"] = "0",
            ["WAYPOST_Imap__TlsPort"] = "0",
        };
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(WaypostPorts.Free(), settings, TestContext.Current.CancellationToken);
        await CreateAsync(new ApiSession(waypost), new { name = Origin, settings = new { allowTransfer = new[] { "127.0.0.1" } } });
        await peer.ConfigureSecondaryAsync(tlsPort);
        await peer.StartAsync();
        await ZoneContent.WaitForSameSerialAsync(waypost.Ports.Dns, peer.Port, Origin, () => peer.Log);
    }

    private static async Task CreateAsync(ApiSession api, object zone) =>
        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(zone))).Expect(HttpStatusCode.Created);

    private sealed class TlsPeer : PeerServer
    {
        public TlsPeer()
            : base("named", null) => TestCertificate.Write(CertificatePath, KeyPath);

        public int TlsPort { get; } = FreePort.Next();

        public string CertificatePath => PathOf("server.pem");

        public string KeyPath => PathOf("server.key");

        protected override IReadOnlyList<string> Arguments => ["-g", "-c", PathOf("named.conf")];

        public override Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort) => throw new NotSupportedException();

        public async Task ConfigurePrimaryAsync()
        {
            await WriteAsync("zone.db", new ZoneModel(Origin, seed: 1).ToMasterFile());
            await WriteAsync("named.conf", Options($"listen-on port {TlsPort} tls local {{ 127.0.0.1; }};")
                + $"zone \"{Origin}\" {{ type primary; file \"zone.db\"; allow-transfer port {TlsPort} transport tls {{ any; }}; }};\n");
        }

        public Task ConfigureSecondaryAsync(int primaryPort) => WriteAsync(
            "named.conf",
            Options("") + $"zone \"{Origin}\" {{ type secondary; primaries {{ 127.0.0.1 port {primaryPort} tls ephemeral; }}; file \"zone.db\"; }};\n");

        private string Options(string more) => $$"""
            tls local { cert-file "{{CertificatePath}}"; key-file "{{KeyPath}}"; };
            options {
                directory "{{Folder}}"; managed-keys-directory "."; pid-file "named.pid"; session-keyfile "session.key";
                listen-on port {{Port}} { 127.0.0.1; }; listen-on-v6 { none; }; {{more}}
                recursion no; dnssec-validation no; notify no;
            };
            controls { };

            """;
    }
}
