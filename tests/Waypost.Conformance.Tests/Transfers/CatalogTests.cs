using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Conformance.Tests.Transfers.Peers;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>Catalog zones (RFC 9432) that BIND makes and takes.</summary>
public sealed class CatalogTests
{
    private const string Catalog = "catalog.example";

    [Fact]
    public async Task WaypostServesTheMembersOfACatalogOfBind()
    {
        Dig.SkipWhereMissing();
        await using CatalogPeer peer = new();
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);
        await peer.ConfigurePrimaryAsync(waypost.Ports.Dns, ["a.example", "b.example"]);
        await peer.StartAsync();
        ApiSession api = new(waypost);
        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(new
        {
            name = Catalog,
            primaries = new[] { peer.Address },
            settings = new { catalog = new { consume = true, groups = new Dictionary<string, object> { ["open"] = new { allowTransfer = new[] { "any" } } } } },
        }))).Expect(HttpStatusCode.Created);
        await ZoneContent.WaitForSameSerialAsync(peer.Port, waypost.Ports.Dns, "a.example", () => waypost.Log);
        await ZoneContent.WaitForSameSerialAsync(peer.Port, waypost.Ports.Dns, "b.example", () => waypost.Log);

        // b moves into a group, then a leaves the catalog.
        await peer.UpdateCatalogAsync($"update add group.m1.zones.{Catalog} 0 TXT open\nupdate delete m0.zones.{Catalog} PTR\n");
        await Until.AnswerAsync(() => ZoneContent.ReadAsync(waypost.Ports.Dns, "b.example", null), content => content.Contains("soa", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await Until.AnswerAsync(() => api.GetAsync("/v1/zones/a.example"), reply => reply.Status == HttpStatusCode.NotFound, TestContext.Current.CancellationToken);

        // A catalog that is broken keeps its members.
        await peer.UpdateCatalogAsync($"update delete version.{Catalog} TXT\nupdate delete m1.zones.{Catalog} PTR\n");
        await Until.AnswerAsync(() => Task.FromResult(waypost.Log), log => log.Contains("is broken", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.NotNull(await ZoneContent.SerialAsync(waypost.Ports.Dns, "b.example"));
    }

    [Fact]
    public async Task BindServesTheMembersOfACatalogOfWaypost()
    {
        Dig.SkipWhereMissing();
        await using CatalogPeer peer = new();
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);
        ApiSession api = new(waypost);
        string[] any = ["any"];
        string[] notify = [peer.Address];
        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(new { name = Catalog, settings = new { allowTransfer = any, alsoNotify = notify, catalog = new { produce = true } } }))).Expect(HttpStatusCode.Created);
        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(new { name = "first.example", settings = new { allowTransfer = any, catalog = new { zone = Catalog, group = "g" } } }))).Expect(HttpStatusCode.Created);
        await peer.ConfigureSecondaryAsync(waypost.Ports.Dns);
        await peer.StartAsync();
        await ZoneContent.WaitForSameSerialAsync(waypost.Ports.Dns, peer.Port, "first.example", () => peer.Log);

        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(new { name = "second.example", settings = new { allowTransfer = any, catalog = new { zone = Catalog } } }))).Expect(HttpStatusCode.Created);
        await ZoneContent.WaitForSameSerialAsync(waypost.Ports.Dns, peer.Port, "second.example", () => peer.Log + waypost.Log);
        Assert.Contains("txt \"g\"", await ZoneContent.ReadAsync(waypost.Ports.Dns, Catalog, null), StringComparison.Ordinal);
        (await api.DeleteAsync("/v1/zones/first.example")).Expect(HttpStatusCode.NoContent);
        await Until.AnswerAsync(() => ZoneContent.SerialAsync(peer.Port, "first.example"), serial => serial is null, TestContext.Current.CancellationToken);
    }

    /// <summary>BIND with a catalog zone: its primary, with members in files, or a secondary that makes the members.</summary>
    private sealed class CatalogPeer() : PeerServer("named", null)
    {
        protected override IReadOnlyList<string> Arguments => ["-g", "-c", PathOf("named.conf")];

        public override Task ConfigureAsync(ZoneModel zone, int? primaryPort, int notifyPort) => throw new NotSupportedException();

        public async Task ConfigurePrimaryAsync(int notifyPort, IReadOnlyList<string> members)
        {
            string zones = string.Join('\n', members.Select(member => $"zone \"{member}\" {{ type primary; file \"{member}.db\"; }};"));
            await WriteAsync("named.conf", Options($"also-notify {{ 127.0.0.1 port {notifyPort}; }}; notify explicit; notify-delay 0;")
                + $"zone \"{Catalog}\" {{ type primary; file \"catalog.db\"; allow-update {{ any; }}; }};\n{zones}\n");
            await WriteAsync("catalog.db", $"$ORIGIN {Catalog}.\n@ 0 SOA invalid. invalid. 1 3600 600 86400 0\n@ 0 NS invalid.\nversion 0 TXT \"2\"\n"
                + string.Concat(members.Select((member, index) => $"m{index}.zones 0 PTR {member}.\n")));
            foreach (string member in members)
            {
                await WriteAsync(member + ".db", "@ 60 SOA ns host 7 3600 600 86400 60\n@ 60 NS ns\nns 60 A 127.0.0.1\n");
            }
        }

        public Task ConfigureSecondaryAsync(int primaryPort) => WriteAsync(
            "named.conf",
            Options($"catalog-zones {{ zone \"{Catalog}\" default-primaries {{ 127.0.0.1 port {primaryPort}; }} in-memory yes min-update-interval 0; }}; notify no;")
                + $"zone \"{Catalog}\" {{ type secondary; primaries {{ 127.0.0.1 port {primaryPort}; }}; file \"catalog.db\"; }};\n");

        public Task UpdateCatalogAsync(string commands) => UpdateAsync($"zone {Catalog}\n{commands}send\n");

        private string Options(string more) => $$"""
            options {
                directory "{{Folder}}"; managed-keys-directory "."; pid-file "named.pid"; session-keyfile "session.key";
                listen-on port {{Port}} { 127.0.0.1; }; listen-on-v6 { none; };
                recursion no; dnssec-validation no; allow-transfer { any; }; {{more}}
            };
            controls { };

            """;
    }
}
