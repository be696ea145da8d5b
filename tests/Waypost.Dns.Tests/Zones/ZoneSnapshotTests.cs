using Waypost.Dns.Serving;
using Waypost.Dns.Tests.Resolving;
using Waypost.Dns.Tests.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class ZoneSnapshotTests
{
    private static readonly ZoneRrset Added = new("x.new.example.com.", "A", 60, ["192.0.2.1"]);

    [Fact]
    public void AChangeIsInTheNextVersionAndNotInTheLast()
    {
        var table = SampleZone.Table();
        var before = table.Find("example.com")!;
        var after = before.With([new RrsetChange(null, Added), new RrsetChange(before.Soa, SoaSerial.Write(before.Soa, 2024010102))]);
        Assert.Equal("NameError", Reply.Ask(table, "x.new.example.com", "A").Status);
        table.Publish(after);
        Assert.Equal(["x.new.example.com. 60 A 192.0.2.1"], Reply.Ask(table, "x.new.example.com", "A").Answer);
        Assert.Equal((2024010101u, 2024010102u), (before.Serial, after.Serial));
        Assert.Contains(" 2024010102 ", Reply.Ask(table, "example.com", "SOA").Answer[0], StringComparison.Ordinal);
        table.Publish(before);
        Assert.Equal("NameError", Reply.Ask(table, "x.new.example.com", "A").Status);
    }

    [Fact]
    public void RemovingDataRemovesTheEmptyNamesAboveIt()
    {
        var before = SampleZone.Table().Find("example.com.")!;
        var with = before.With([new RrsetChange(null, Added)]);
        Assert.Equal(before.NameCount + 2, with.NameCount);
        var without = with.With([new RrsetChange(Added, null)]);
        Assert.Equal(before.NameCount, without.NameCount);
        var table = new ZoneTable();
        table.Publish(without);
        Assert.Equal("NameError", Reply.Ask(table, "new.example.com", "A").Status);
    }

    [Fact]
    public void ManyChangesInAnyOrderLeaveTheSameNames()
    {
        var random = new Random(11);
        var zone = SampleZone.Table().Find("example.com.")!;
        var start = zone.NameCount;
        var live = new Dictionary<string, ZoneRrset>();
        for (var i = 0; i < 5000; i++)
        {
            var owner = string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"n{random.Next(8)}.")) + "example.com.";
            if (live.Remove(owner, out var old))
            {
                zone = zone.With([new RrsetChange(old, null)]);
                continue;
            }
            live[owner] = Added with { Owner = owner };
            zone = zone.With([new RrsetChange(null, live[owner])]);
        }
        var table = new ZoneTable();
        table.Publish(zone);
        foreach (var owner in live.Keys)
        {
            Assert.Single(Reply.Ask(table, owner, "A").Answer);
        }
        zone = zone.With(live.Values.Select(rrset => new RrsetChange(rrset, null)).ToArray());
        Assert.Equal(start, zone.NameCount);
    }

    [Fact]
    public void ARemovedZoneIsNoLongerServed()
    {
        var table = SampleZone.Table();
        Assert.True(table.Remove("Example.ORG"));
        Assert.False(table.Remove("example.org."));
        Assert.Equal("Refused", Reply.Ask(table, "host.example.org", "A").Status);
        Assert.Equal(1, table.Count);
    }

    [Fact]
    public void TheNearestZoneAnswers()
    {
        var table = SampleZone.Table();
        table.Publish(ZoneSnapshot.Build("www.example.com", [new("www.example.com.", "SOA", 60, ["a. b. 1 2 3 4 5"]), new("www.example.com.", "A", 60, ["203.0.113.1"])]));
        Assert.Equal(["www.example.com. 60 A 203.0.113.1"], Reply.Ask(table, "www.example.com", "A").Answer);
    }

    [Fact]
    public void AZoneWithoutSoaIsNotBuilt() => Assert.Throws<FormatException>(() => ZoneSnapshot.Build("example.com.", [Added]));
}
