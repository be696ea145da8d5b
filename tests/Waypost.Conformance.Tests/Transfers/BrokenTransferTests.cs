using System.Net;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Dns;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Transfers;

/// <summary>Transfers that must not be taken leave what is served as it is, in memory and on disk.</summary>
public sealed class BrokenTransferTests
{
    private const string Www = "www.example. 60 A 192.0.2.1";

    [Fact]
    public async Task BrokenTransfersLeaveTheServedVersion()
    {
        Dig.SkipWhereMissing();
        await using FakePrimary primary = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) };
        await using WaypostProcess waypost = await StartAsync(primary);
        ApiSession api = new(waypost);
        (string Reason, Func<ushort, IEnumerable<byte[]>> Transfer)[] broken =
        [
            ("closed the connection", type => [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.")]),
            ("another SOA", type => [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.", TransferMessages.Soa(3))]),
            ("not in the zone", type => [TransferMessages.Write(type, "other. 60 SOA ns.example. host.example. 2 1 1 1 1")]),
            ("more than 1000 records", Endless),
            ("began with the serial 3", Circle),
        ];
        foreach ((string reason, Func<ushort, IEnumerable<byte[]>> transfer) in broken)
        {
            (primary.Serial, primary.Transfer) = (2, transfer);
            (await api.PostNothingAsync("/v1/zones/example:refresh")).Expect(HttpStatusCode.Accepted);
            await Until.AnswerAsync(() => api.GetAsync("/v1/zones/example"), reply => reply.Body.Contains(reason, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            Assert.Equal(1u, await ZoneContent.SerialAsync(waypost.Ports.Dns, "example"));
        }

        await waypost.KillAsync(TestContext.Current.CancellationToken);
        primary.Serial = null;
        await waypost.StartAgainAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1u, await ZoneContent.SerialAsync(waypost.Ports.Dns, "example"));
        Assert.Equal("192.0.2.1", Assert.Single((await Dig.AskAsync(waypost.Ports, "www.example", "A")).Answer).Split(' ')[^1]);
    }

    [Fact]
    public async Task APrimaryThatIsKilledInATransferIsAskedAgainWhenItIsBack()
    {
        Dig.SkipWhereMissing();
        int port;
        TaskCompletionSource half = new();
        WaypostProcess waypost;
        await using (FakePrimary first = new() { Transfer = type => FakePrimary.Zone(type, 1, Www) })
        {
            port = first.Port;
            waypost = await StartAsync(first);
            (first.Serial, first.Hold) = (2, true);
            first.Transfer = type =>
            {
                half.TrySetResult();
                return [TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.", Www)];
            };
            (await new ApiSession(waypost).PostNothingAsync("/v1/zones/example:refresh")).Expect(HttpStatusCode.Accepted);
            await half.Task.WaitAsync(TestContext.Current.CancellationToken);
        }

        await using WaypostProcess owned = waypost;
        ApiSession api = new(waypost);
        await Until.AnswerAsync(() => api.GetAsync("/v1/zones/example"), reply => reply.Body.Contains("lastError", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Assert.Equal(1u, await ZoneContent.SerialAsync(waypost.Ports.Dns, "example"));
        await using FakePrimary second = new(port) { Serial = 2, Transfer = type => FakePrimary.Zone(type, 2, Www) };
        await Until.AnswerAsync(() => ZoneContent.SerialAsync(waypost.Ports.Dns, "example"), serial => serial == 2, TestContext.Current.CancellationToken);
    }

    private static async Task<WaypostProcess> StartAsync(FakePrimary primary)
    {
        WaypostProcess waypost = await WaypostProcess.StartAsync(
            WaypostPorts.Free(), new Dictionary<string, string> { ["WAYPOST_Secondaries__MaxRecords"] = "1000" }, TestContext.Current.CancellationToken);
        // The SOA of the zone wants a retry after 600 s.
        var zone = new { name = "example", primaries = new[] { primary.Address }, settings = new { maxRetry = 1, minRetry = 1 } };
        (await new ApiSession(waypost).PostAsync("/v1/zones", JsonSerializer.Serialize(zone))).Expect(HttpStatusCode.Created);
        await Until.AnswerAsync(() => ZoneContent.SerialAsync(waypost.Ports.Dns, "example"), serial => serial == 1, TestContext.Current.CancellationToken);
        return waypost;
    }

    private static IEnumerable<byte[]> Endless(ushort type)
    {
        yield return TransferMessages.Write(type, TransferMessages.Soa(2), "example. 60 NS ns.example.");
        while (true)
        {
            yield return TransferMessages.Write(type, Www);
        }
    }

    // Changes that go from 1 to 2 and back; as a whole transfer, which follows, it ends with another SOA.
    private static IEnumerable<byte[]> Circle(ushort type)
    {
        yield return TransferMessages.Write(type, TransferMessages.Soa(3), TransferMessages.Soa(1), Www, TransferMessages.Soa(2));
        while (true)
        {
            yield return TransferMessages.Write(type, TransferMessages.Soa(2), Www, TransferMessages.Soa(1), Www, TransferMessages.Soa(1), Www, TransferMessages.Soa(2));
        }
    }
}
