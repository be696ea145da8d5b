using Waypost.Dns.Names;
using Waypost.Dns.Tests.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class ZoneEnumerationTests
{
    private static readonly ZoneRrset Soa = new("example.com.", "SOA", 60, ["ns.example.com. root.example.com. 1 2 3 4 5"]);

    [Fact]
    public void EnumerationStartsWithTheSoaAndTheApexAndKeepsTheCaseOfOwners()
    {
        var zone = ZoneSnapshot.Build("example.com.",
        [
            new("WWW.example.com.", "A", 60, ["192.0.2.1", "192.0.2.2"]),
            new("example.com.", "NS", 60, ["ns.example.com."]),
            Soa,
            new("www.EXAMPLE.com.", "TXT", 30, ["\"x\""]),
            new("example.com.", "MX", 60, ["10 mail.example.com."]),
        ]);
        var texts = Texts(zone);
        Assert.Equal(["example.com. SOA", "example.com. NS", "example.com. MX", "www.EXAMPLE.com. A", "www.EXAMPLE.com. TXT"], texts);
    }

    [Fact]
    public void EnumerationOfALaterVersionHasItsChangesAndNoRemovedName()
    {
        var first = ZoneSnapshot.Build("example.com.", [Soa, new("a.example.com.", "A", 60, ["192.0.2.1"]), new("b.example.com.", "A", 60, ["192.0.2.1"])]);
        var next = first.With(
        [
            new RrsetChange(new("a.example.com.", "A", 60, ["192.0.2.1"]), null),
            new RrsetChange(null, new("c.example.com.", "A", 60, ["192.0.2.9"])),
            new RrsetChange(Soa, SoaSerial.Write(Soa, 7)),
        ]);
        Assert.Equal(["b.example.com. A", "c.example.com. A", "example.com. SOA"], Texts(next).Order(StringComparer.Ordinal));
        Assert.Equal(["a.example.com. A", "b.example.com. A", "example.com. SOA"], Texts(first).Order(StringComparer.Ordinal));
        Assert.Equal(7u, next.Serial);
    }

    [Fact]
    public void AZoneIsTheSameWhenItIsBuiltFromItsOwnEnumeration()
    {
        var zone = SampleZone.Table().Find("example.com.")!;
        var again = ZoneSnapshot.FromWire(zone.Origin, zone.EnumerateRrsets());
        Assert.Equal((zone.NameCount, zone.Serial), (again.NameCount, again.Serial));
        Assert.Equal(Lines(zone), Lines(again));
    }

    [Fact]
    public void RrsetsInAnyOrderMakeTheSameZone()
    {
        var random = new Random(3);
        var rrsets = Enumerable.Range(0, 3000)
            .Select(i => new ZoneRrset($"{(char)('a' + (i % 7))}.n{i / 21}.example.com.", (i / 7 % 3) switch { 0 => "A", 1 => "TXT", _ => "AAAA" }, (uint)i,
                [(i / 7 % 3) switch { 0 => "192.0.2.1", 1 => "\"text\"", _ => "2001:db8::1" }]))
            .Append(Soa).ToArray();
        var ordered = ZoneSnapshot.Build("example.com.", rrsets);
        random.Shuffle(rrsets);
        var shuffled = ZoneSnapshot.Build("example.com.", rrsets);
        Assert.Equal(ordered.NameCount, shuffled.NameCount);
        Assert.Equal(Lines(ordered), Lines(shuffled));
    }

    [Fact]
    public void ANameLargerThanAChunkIsServedWhole()
    {
        var rdata = Enumerable.Range(0, 240).Select(i => $"\"{i:D3}{new string('x', 250)}\"").ToArray();
        var rrsets = Enumerable.Range(0, 562).Select(i => new ZoneRrset("big.example.com.", $"TYPE{1000 + i}", 60, [@"\# 60000 " + new string('0', 120000)]));
        var zone = ZoneSnapshot.Build("example.com.", rrsets.Append(Soa).Append(new("big.example.com.", "TXT", 60, rdata)).Append(new("z.example.com.", "A", 60, ["192.0.2.1"])));
        Assert.Equal(565, zone.EnumerateRrsets().Count());
        Assert.Equal(240, zone.FindRrset("\u0003big\u0007example\u0003com\0"u8, 16)!.Value.Count);
    }

    private static string[] Texts(ZoneSnapshot zone) =>
        zone.EnumerateRrsets().Select(entry => $"{DnsName.FromWire(entry.Owner.Span)} {entry.Rrset.Type.Mnemonic}").ToArray();

    private static string[] Lines(ZoneSnapshot zone) => zone.EnumerateRrsets()
        .Select(entry => entry.Rrset.ToText(DnsName.FromWire(entry.Owner.Span)!))
        .Select(rrset => $"{rrset.Owner} {rrset.Ttl} {rrset.Type} {string.Join(" | ", rrset.Rdata)}")
        .Order(StringComparer.Ordinal).ToArray();
}
