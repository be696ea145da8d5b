using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Tsig;
using Waypost.Dns.Zones;
using Waypost.Testing.Processes;

namespace Waypost.Server.Tests.Dns.Transfers;

public sealed class TransferTests
{
    private static readonly ZoneSettings Open = new() { AllowTransfer = ["any"], AllowUpdate = ["any"] };

    [Fact]
    public async Task DigTransfersTheZoneAsItIs()
    {
        await using var server = await PrimaryServer.StartAsync(Open);

        var lines = Records(await server.DigAsync("example.com", "AXFR", "+onesoa"));

        Assert.Equal(Texts(server.Served), lines);
    }

    [Fact]
    [Trait("rfc", "5936 2.2")]
    public async Task AnAxfrBeginsAndEndsWithTheSoa()
    {
        await using var server = await PrimaryServer.StartAsync(Open);

        var output = await server.DigAsync("example.com", "AXFR");

        Assert.Contains("XFR size: 9 records (messages 1,", output, StringComparison.Ordinal);
        var lines = output.Split('\n').Where(line => line.Length > 0 && line[0] != ';').ToList();
        Assert.Contains("SOA", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0], lines[^1]);
    }

    [Theory]
    [InlineData("hmac-sha224")]
    [InlineData("hmac-sha256")]
    [InlineData("hmac-sha512-256")]
    public async Task ALongSignedAxfrIsVerifiedByDigToItsLastMessage(string algorithm)
    {
        var zone = new StringBuilder(PrimaryServer.Zone).Append('\n');
        for (var i = 0; i < 5000; i++)
        {
            zone.Append($"host{i} 300 A 10.{i >> 8}.{i & 255}.1\nhost{i} 300 TXT \"{new string('x', 60)}\"\n");
        }
        await using var server = await PrimaryServer.StartAsync(new ZoneSettings { AllowTransfer = ["key test-key"] }, zone.ToString());
        Assert.True(TsigKey.TryGenerate("test-key", algorithm, out var key, out _));
        server.Keyring.Publish([key]);

        var output = await server.DigAsync(["example.com", "AXFR", "+onesoa", .. server.Signed(key)]);

        Assert.DoesNotContain("BADSIG", output, StringComparison.Ordinal);
        Assert.DoesNotContain("failed", output, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Texts(server.Served).Count, Records(output).Count);
        Assert.Matches(@"messages [2-9]\d,", output);
    }

    [Fact]
    public async Task WithoutTheKeyATransferIsRefusedAndLogged()
    {
        await using var server = await PrimaryServer.StartAsync(new ZoneSettings { AllowTransfer = ["key test-key"] });

        Assert.Contains("Transfer failed", await server.DigAsync("example.com", "AXFR"), StringComparison.Ordinal);
        Assert.Contains(server.Logs.Lines, line => line.Contains("(REFUSED): allow-transfer", StringComparison.Ordinal));
        Assert.Contains("NOTAUTH", await server.DigAsync("example.org", "AXFR", "+comments"), StringComparison.Ordinal);
        Assert.Contains(server.Logs.Lines, line => line.Contains("(NOTAUTH): no such zone", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("rfc", "5936 4.2")]
    public async Task AxfrOverUdpIsAFormatError()
    {
        await using var server = await PrimaryServer.StartAsync(Open);

        using var client = new UdpClient();
        await client.SendAsync(DnsFixture.Query(1, "example.com", 252), "127.0.0.1", server.Port, PrimaryServer.Token);
        var answer = await client.ReceiveAsync(PrimaryServer.Token);

        Assert.Equal((1, false, 1, 0), DnsFixture.Header(answer.Buffer));
    }

    [Fact]
    [Trait("rfc", "1995 2")]
    public async Task IxfrFromEachOfFiftyVersionsGivesTheLast()
    {
        await using var server = await PrimaryServer.StartAsync(Open);
        var random = new Random(11);
        var versions = new List<ZoneSnapshot> { server.Served };
        for (var i = 0; i < 50; i++)
        {
            var owner = $"h{random.Next(10)}.example.com.";
            var line = random.Next(4) switch
            {
                0 => $"update delete {owner}",
                1 => $"update add {owner} {random.Next(2) * 60} TXT \"text {random.Next(3)}\"",
                2 => $"update delete {owner} A 192.0.2.{random.Next(3)}",
                _ => $"update add {owner} 300 A 192.0.2.{random.Next(3)}",
            };
            Assert.Equal(0, (await server.UpdateAsync(line)).ExitCode);
            versions.Add(server.Served);
        }

        var last = Texts(server.Served);
        foreach (var version in versions.DistinctBy(version => version.Serial).Where(version => version.Serial != server.Served.Serial))
        {
            var output = await server.DigAsync("example.com", $"IXFR={version.Serial}");
            Assert.Equal(last, Apply(Texts(version), output));
        }
    }

    [Fact]
    [Trait("rfc", "1995 2")]
    public async Task IxfrOverUdpIsOneMessageOrTheSoaAlone()
    {
        await using var server = await PrimaryServer.StartAsync(Open);
        await server.UpdateAsync("update add new.example.com. 300 A 192.0.2.9");

        var small = Records(await server.DigAsync("example.com", "IXFR=100", "+notcp"));
        await server.UpdateAsync(string.Join('\n', Enumerable.Range(0, 100).Select(i => $"update add many{i}.example.com. 300 A 192.0.2.9")), "-v");
        var large = Records(await server.DigAsync("example.com", "IXFR=100", "+notcp"));

        Assert.Contains("new.example.com. 300 A 192.0.2.9", small);
        Assert.Equal("SOA", Assert.Single(large).Split(' ')[2]);
    }

    [Fact]
    public async Task AClientThatIsUpToDateGetsTheSoaAndOneThatIsTooOldTheZone()
    {
        await using var server = await PrimaryServer.StartAsync(Open);

        Assert.Single(Records(await server.DigAsync("example.com", "IXFR=100")));
        Assert.Single(Records(await server.DigAsync("example.com", "IXFR=101")));
        Assert.Equal(Texts(server.Served), Records(await server.DigAsync("example.com", "IXFR=99", "+onesoa")).Distinct());
    }

    [Fact]
    public async Task OneTransferTooManyIsRefusedAndLaterServed()
    {
        var zone = new StringBuilder(PrimaryServer.Zone).Append('\n');
        for (var i = 0; i < 60_000; i++)
        {
            zone.Append($"host{i} 300 TXT \"{new string('x', 200)}\"\n");
        }
        await using var server = await PrimaryServer.StartAsync(Open, zone.ToString(), options => options.TransfersOut = 1);
        // This client asks for the zone and does not read it: more than the sockets' buffers hold.
        using var slow = new TcpClient();
        await slow.ConnectAsync("127.0.0.1", server.Port, PrimaryServer.Token);
        await slow.GetStream().WriteAsync(DnsFixture.Framed(DnsFixture.Query(1, "example.com", 252)), PrimaryServer.Token);
        await Until.AnswerAsync(() => server.DigAsync("example.com", "AXFR", "+comments"), answer => answer.Contains("SERVFAIL", StringComparison.Ordinal), PrimaryServer.Token);
        Assert.Contains(server.Logs.Lines, line => line.Contains("Dns:TransfersOut", StringComparison.Ordinal));

        slow.Close();

        await Until.AnswerAsync(() => server.DigAsync("example.com", "AXFR"), answer => answer.Contains("XFR size", StringComparison.Ordinal), PrimaryServer.Token);
    }

    internal static List<string> Texts(ZoneSnapshot zone) =>
        [.. zone.EnumerateRrsets().SelectMany(entry =>
        {
            var rrset = entry.Rrset.ToText(DnsName.FromWire(entry.Owner.Span)!);
            return rrset.Rdata.Select(rdata => $"{rrset.Owner} {rrset.Ttl} {rrset.Type} {rdata}");
        }).Order(StringComparer.Ordinal)];

    /// <summary>The records that dig printed, without class.</summary>
    internal static List<string> Records(string output) => [.. Lines(output).Where(line => !line.Contains(" TSIG ", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(string output) => output.Split('\n').Where(line => line.Length > 0 && line[0] != ';').Select(line =>
    {
        var words = line.Split([' ', '\t'], 5, StringSplitOptions.RemoveEmptyEntries);
        return $"{words[0]} {words[1]} {words[3]} {words[4]}";
    });

    // What a secondary does: new SOA, old SOA, what goes, new SOA, what comes, new SOA.
    private static List<string> Apply(List<string> version, string output)
    {
        var lines = Lines(output).ToList();
        var zone = new HashSet<string>(version, StringComparer.Ordinal);
        var adding = true;
        foreach (var line in lines[1..^1])
        {
            adding = line.Contains(" SOA ", StringComparison.Ordinal) ? !adding : adding;
            Assert.True(adding ? zone.Add(line) : zone.Remove(line), line);
        }
        return [.. zone.Order(StringComparer.Ordinal)];
    }
}
