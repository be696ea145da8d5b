using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Tests.Differential;
using Waypost.Dns.Tests.ZoneFiles;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

[Trait("rfc", "4892")]
public sealed class ChaosTests
{
    private const ushort Chaos = 3;
    private const ushort Hesiod = 4;

    private static readonly AnswerSettings Settings = new() { Chaos = new ChaosZones("Waypost 1.0", "say \"it\" \\", null) };

    [Theory]
    [InlineData("version.bind.", "Waypost 1.0")]
    [InlineData("VERSION.bind.", "Waypost 1.0")]
    [InlineData("hostname.bind.", "say \"it\" \\")]
    public void TheServerTellsWhatItsSettingsSay(string name, string text)
    {
        var reply = Ask(name, 16, Chaos);
        var bytes = $"{text.Length:x2}{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(text))}";
        Assert.Equal(("NoError", "qr aa"), (reply.Code, reply.Flags));
        Assert.Equal([$"{name.ToLowerInvariant()} 0 3 16 {bytes}"], reply.Answer);
    }

    [Theory]
    [InlineData("id.server.", 16, "NoError")]
    [InlineData("version.bind.", 1, "NoError")]
    [InlineData("x.version.bind.", 16, "NameError")]
    public void WhatIsNotThereIsToldByTheSoa(string name, ushort type, string code)
    {
        var reply = Ask(name, type, Chaos);
        Assert.Equal((code, "qr aa", 0), (reply.Code, reply.Flags, reply.Answer.Count));
        var zone = string.Join('.', name.Split('.')[^3..]);
        Assert.StartsWith($"{zone} 86400 3 6 {zone} hostmaster.{zone} ", Assert.Single(reply.Authority), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authors.bind.", Chaos)]
    [InlineData("version.bind.", 1)]
    [InlineData("version.bind.", Hesiod)]
    [InlineData("www.example.com.", Chaos)]
    public void WhatNoZoneHasIsRefused(string name, ushort @class) => Assert.Equal("Refused", Ask(name, 16, @class).Code);

    [Theory]
    [Trait("rfc", "1035 section 3.2.4")]
    [InlineData(Chaos)]
    [InlineData(Hesiod)]
    public void ZonesOfAViewOfAnotherClassAreAnsweredInIt(ushort @class)
    {
        var zones = new ZoneTable();
        zones.Publish(ZoneSnapshot.Build("athena.example.", ZoneFileParser.Parse("@ 60 SOA ns h 1 2 3 4 5\n@ 60 NS ns\n@ 60 MX 1 ns\nns 60 A 192.0.2.1\nu.passwd 60 TXT \"user\"\n", "athena.example.").Rrsets));
        var reply = Ask("u.passwd.athena.example.", 16, @class, new View { Name = "hesiod", Class = @class, Zones = zones });
        Assert.Equal([$"u.passwd.athena.example. 60 {@class} 16 0475736572"], reply.Answer);
        Assert.Equal([$"ns.athena.example. 60 {@class} 1 c0000201"], Ask("athena.example.", 15, @class, new View { Name = "hesiod", Class = @class, Zones = zones }).Additional);
        Assert.Equal("Refused", Ask("u.passwd.athena.example.", 16, 1, new View { Name = "hesiod", Class = @class, Zones = zones }).Code);
    }

    [Theory]
    [Trait("rfc", "6895 section 3.2")]
    [InlineData(0, "FormatError")]
    [InlineData(254, "FormatError")]
    [InlineData(255, "FormatError")]
    [InlineData(2, "NotImplemented")]
    [InlineData(65280, "NotImplemented")]
    public void ClassesThatHaveNoZonesAreToldFromErrors(ushort @class, string code) => Assert.Equal(code, Ask("www.example.com.", 1, @class).Code);

    [Fact]
    [Trait("rfc", "5001")]
    public void TheIdentifierIsToldToThoseWhoAsk()
    {
        var settings = Settings with { Nsid = "ns1"u8.ToArray() };
        var query = new TestQuery("www.example.com.", 1, 1, 0, 1232, 0, 0, "", Tcp: false);
        Assert.Equal("0 0 0 1232 000300036e7331", Ask(query with { Options = "00030000" }, settings).Edns);
        Assert.Equal("0 0 0 1232 000300036e7331", Ask(query with { Options = "000300027878" }, settings).Edns);
        Assert.Equal("0 0 0 1232 ", Ask(query, settings).Edns);
        Assert.Equal("0 0 0 1232 ", Ask(query with { Options = "00030000" }, Settings).Edns);
    }

    [Fact]
    [Trait("rfc", "7828 section 3.2.2")]
    public void TheIdleTimeIsToldOverStreamsAlone()
    {
        var settings = Settings with { KeepaliveTimeout = 300 };
        var query = new TestQuery("www.example.com.", 1, 1, 0, 1232, 0, 0, "000b0000", Tcp: true);
        Assert.Equal("0 0 0 1232 000b0002012c", Ask(query, settings).Edns);
        Assert.Equal("0 0 0 1232 ", Ask(query with { Tcp = false }, settings).Edns);
        Assert.Equal("0 0 0 1232 ", Ask(query with { Options = "000b00020000" }, settings).Edns);
        Assert.Equal("0 0 0 1232 ", Ask(query with { Options = "" }, settings).Edns);
    }

    [Fact]
    [Trait("rfc", "6891 section 6.2.5")]
    public void TheLongestResponseIsASetting()
    {
        var settings = Settings with { MaxUdpSize = 512 };
        var reply = Ask(new TestQuery("big.example.com.", 16, 1, 0, 4096, 0, 0, "", Tcp: false), settings);
        Assert.True(reply.Truncated);
        Assert.Equal("0 0 0 512 ", reply.Edns);
    }

    private static Observed Ask(string name, ushort type, ushort @class, params View[] views) => Ask(new TestQuery(name, type, @class, 0, null, 0, 0, "", false), Settings, views);

    private static Observed Ask(TestQuery query, AnswerSettings settings, params View[] views)
    {
        var table = new ViewTable(SampleZone.Table());
        table.Publish(views);
        var response = new byte[QueryResponder.MaxTcpPayload];
        return Observed.Read(response.AsSpan(0, new QueryResponder(table, settings).Respond(Reply.Peer(query.Tcp), query.ToWire(), response)));
    }
}
