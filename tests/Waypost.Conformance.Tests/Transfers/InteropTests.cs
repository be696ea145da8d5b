using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Conformance.Tests.Transfers.Peers;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>Waypost beside other name servers: after fifty random changes of the primary, both sides answer AXFR alike.</summary>
public sealed class InteropTests
{
    private const int Changes = 50;

    public static TheoryData<string, bool> Primaries() => new() { { "named", false }, { "named", true }, { "knotd", false }, { "knotd", true }, { "pdns_server", false }, { "pdns_server", true } };

    public static TheoryData<string, bool> Secondaries() => new() { { "named", false }, { "named", true }, { "knotd", false }, { "knotd", true }, { "nsd", false }, { "nsd", true } };

    [Theory]
    [MemberData(nameof(Primaries))]
    public async Task WaypostFollowsAnotherPrimary(string program, bool signed)
    {
        Dig.SkipWhereMissing();
        ZoneModel zone = new("follow.example", seed: 1 + program.Length);
        await using PeerServer peer = Peer(program, signed ? TransferKey.Random() : null);
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);
        await peer.ConfigureAsync(zone, primaryPort: null, waypost.Ports.Dns);
        await peer.StartAsync();
        await CreateAsync(waypost, peer.Key, new { name = zone.Origin, primaries = new[] { peer.Address }, settings = new { allowTransfer = new[] { "any" }, minRetry = 1, minRefresh = 1 } });
        await ZoneContent.WaitForSameSerialAsync(peer.Port, waypost.Ports.Dns, zone.Origin, () => waypost.Log);

        for (int i = 0; i < Changes; i++)
        {
            await peer.ChangeAsync(zone, zone.Next());
        }

        await ZoneContent.WaitForSameSerialAsync(peer.Port, waypost.Ports.Dns, zone.Origin, () => waypost.Log + peer.Log);
        await AssertSameAsync(peer, waypost, zone);
    }

    [Theory]
    [MemberData(nameof(Secondaries))]
    public async Task AnotherSecondaryFollowsWaypost(string program, bool signed)
    {
        Dig.SkipWhereMissing();
        ZoneModel zone = new("lead.example", seed: 11 + program.Length);
        await using PeerServer peer = Peer(program, signed ? TransferKey.Random() : null);
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(TestContext.Current.CancellationToken);
        await CreateAsync(waypost, peer.Key, new
        {
            name = zone.Origin,
            file = zone.ToMasterFile(),
            settings = new { allowTransfer = new[] { signed ? "key " + peer.Key!.Name : "127.0.0.1" }, alsoNotify = new[] { peer.Address }, notify = "explicit" },
        });
        await peer.ConfigureAsync(zone, waypost.Ports.Dns, waypost.Ports.Dns);
        await peer.StartAsync();
        await ZoneContent.WaitForSameSerialAsync(waypost.Ports.Dns, peer.Port, zone.Origin, () => peer.Log);

        ApiSession api = new(waypost);
        for (int i = 0; i < Changes; i++)
        {
            ZoneChange change = zone.Next();
            string path = $"/v1/zones/{zone.Origin}/rrsets/{change.Owner}/{change.Type}";
            ApiReply reply = change.Records.Count == 0
                ? await api.DeleteAsync(path)
                : await api.PutAsync(path, JsonSerializer.Serialize(new { ttl = change.Ttl, records = change.Records }));
            reply.Expect(HttpStatusCode.OK, HttpStatusCode.Created, HttpStatusCode.NoContent);
        }

        await ZoneContent.WaitForSameSerialAsync(waypost.Ports.Dns, peer.Port, zone.Origin, () => peer.Log + waypost.Log);
        await AssertSameAsync(peer, waypost, zone);
    }

    private static PeerServer Peer(string program, TransferKey? key) => program switch
    {
        "named" => new NamedPeer(key),
        "knotd" => new KnotPeer(key),
        "nsd" => new NsdPeer(key),
        _ => new PdnsPeer(key),
    };

    private static async Task CreateAsync(WaypostProcess waypost, TransferKey? key, object zone)
    {
        ApiSession api = new(waypost);
        if (key is not null)
        {
            (await api.PutAsync($"/v1/tsig-keys/{key.Name}", JsonSerializer.Serialize(new { algorithm = key.Algorithm, secret = key.Secret }))).Expect(HttpStatusCode.Created);
        }

        (await api.PostAsync("/v1/zones", JsonSerializer.Serialize(zone))).Expect(HttpStatusCode.Created);
    }

    private static async Task AssertSameAsync(PeerServer peer, WaypostProcess waypost, ZoneModel zone)
    {
        string theirs = await ZoneContent.ReadAsync(peer.Port, zone.Origin, peer.Key);
        string ours = await ZoneContent.ReadAsync(waypost.Ports.Dns, zone.Origin, peer.Key);
        Assert.True(theirs.Split('\n').Length > 20, theirs);
        Assert.Equal(theirs, ours);
    }
}
