using Waypost.Dns.Updates;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Updates;

public sealed class UpdateOutcomeTests
{
    [Theory]
    [InlineData("yxdomain www.example.com.", ResponseCode.NoError)]
    [InlineData("yxdomain nope.example.com.", ResponseCode.NameError)]
    [InlineData("yxdomain deep.example.com.", ResponseCode.NameError)]
    [InlineData("nxdomain nope.example.com.", ResponseCode.NoError)]
    [InlineData("nxdomain WWW.example.com.", ResponseCode.NameExists)]
    [InlineData("yxrrset www.example.com. A", ResponseCode.NoError)]
    [InlineData("yxrrset www.example.com. MX", ResponseCode.RrsetMissing)]
    [InlineData("nxrrset www.example.com. MX", ResponseCode.NoError)]
    [InlineData("nxrrset www.example.com. A", ResponseCode.RrsetExists)]
    [InlineData("yxrrset mail.example.com. MX 10 MX.EXAMPLE.COM.", ResponseCode.NoError)]
    [InlineData("yxrrset mail.example.com. MX 20 mx.example.com.", ResponseCode.RrsetMissing)]
    [InlineData("yxrrset www.example.com. A 192.0.2.80", ResponseCode.RrsetMissing)]
    [InlineData("yxdomain www.example.org.", ResponseCode.NotInZone)]
    [Trait("rfc", "2136 3.2")]
    public void APrerequisiteHasItsOwnCode(string line, ResponseCode expected)
    {
        var (code, _, changes) = new UpdateBuilder().Require(line).Add("new.example.com.", 60, "A", "192.0.2.9").Apply();

        Assert.Equal(expected, code);
        Assert.Equal(expected == ResponseCode.NoError, changes.Count > 0);
    }

    [Fact]
    [Trait("rfc", "2136 3.2.3")]
    public void AnRrsetIsRequiredByAllOfItsRecords()
    {
        var (code, _, _) = new UpdateBuilder().Require("yxrrset www.example.com. A 192.0.2.81").Require("yxrrset www.example.com. A 192.0.2.80").Apply();

        Assert.Equal(ResponseCode.NoError, code);
    }

    [Fact]
    [Trait("rfc", "2136 3.6")]
    public void AChangeRaisesTheSerialByOne()
    {
        var (_, zone, _) = new UpdateBuilder().Add("new.example.com.", 60, "A", "192.0.2.9").Apply();

        Assert.Equal(11u, zone.Serial);
    }

    [Fact]
    public void AnUpdateThatChangesNothingLeavesTheSerial()
    {
        var (code, zone, changes) = new UpdateBuilder().Add("www.example.com.", 300, "A", "192.0.2.80").Delete("nope.example.com.").Apply();

        Assert.Equal((ResponseCode.NoError, 10u), (code, zone.Serial));
        Assert.Empty(changes);
    }

    [Theory]
    [InlineData(20u, 20u)]
    [InlineData(9u, 11u)]
    [Trait("rfc", "2136 3.4.2.2")]
    public void ASerialCountsOnlyWhenItIsNewer(uint sent, uint expected)
    {
        var (_, zone, _) = new UpdateBuilder()
            .Add("example.com.", 3600, "SOA", $"ns1.example.com. admin.example.com. {sent} 3600 600 86400 300")
            .Add("new.example.com.", 60, "A", "192.0.2.9")
            .Apply();

        Assert.Equal(expected, zone.Serial);
    }

    [Fact]
    public void AnAddedRecordSetsTheTtlOfItsRrset()
    {
        var (_, _, changes) = new UpdateBuilder().Add("www.example.com.", 60, "A", "192.0.2.82").Apply();

        var after = Assert.Single(changes, change => change.After?.Type == "A").After!;
        Assert.Equal(60u, after.Ttl);
        Assert.Equal(["192.0.2.80", "192.0.2.81", "192.0.2.82"], after.Rdata);
    }

    [Theory]
    [InlineData("www.example.com.", "CNAME", "other.example.com.")]
    [InlineData("alias.example.com.", "A", "192.0.2.1")]
    [InlineData("www.example.com.", "SOA", "ns1.example.com. admin.example.com. 99 1 1 1 1")]
    [Trait("rfc", "2136 3.4.2.2")]
    public void WhatMayNotStandBesideWhatIsThereIsPassedOver(string owner, string type, string rdata)
    {
        var (code, _, changes) = new UpdateBuilder().Add(owner, 60, type, rdata).Apply();

        Assert.Equal(ResponseCode.NoError, code);
        Assert.Empty(changes);
    }

    [Fact]
    public void AnAliasReplacesAnAlias()
    {
        var (_, _, changes) = new UpdateBuilder().Add("alias.example.com.", 60, "CNAME", "other.example.com.").Apply();

        Assert.Equal(["other.example.com."], Assert.Single(changes, change => change.After?.Type == "CNAME").After!.Rdata);
    }

    [Fact]
    [Trait("rfc", "2136 3.4.2.3")]
    public void ClearingTheApexKeepsSoaAndNs()
    {
        var (code, _, changes) = new UpdateBuilder().Delete("example.com.").Delete("example.com.", "NS").Delete("example.com.", "SOA").Delete("example.com.", "NS", "ns1.example.com.").Apply();

        Assert.Equal(ResponseCode.NoError, code);
        Assert.Empty(changes);
    }

    [Fact]
    [Trait("rfc", "2136 3.4.2.4")]
    public void OneRecordGoesAndTheOthersStay()
    {
        var (_, _, changes) = new UpdateBuilder().Delete("WWW.example.com.", "A", "192.0.2.80").Apply();

        Assert.Equal(["192.0.2.81"], Assert.Single(changes, change => change.Before?.Type == "A").After!.Rdata);
    }

    [Fact]
    public void RecordsAreChangedInTheirOrder()
    {
        var (_, _, changes) = new UpdateBuilder().Delete("www.example.com.").Add("www.example.com.", 60, "CNAME", "x.example.net.").Apply();

        Assert.Contains(changes, change => change.After?.Type == "CNAME");
        Assert.Equal(2, changes.Count(change => change.Before is not null && change.After is null));
    }

    [Fact]
    [Trait("rfc", "2136 3.4.1")]
    public void OneBadRecordRefusesAll()
    {
        Assert.Equal(ResponseCode.NotInZone, new UpdateBuilder().Add("new.example.com.", 60, "A", "192.0.2.9").Add("x.example.org.", 60, "A", "192.0.2.9").Apply().Code);
        Assert.Equal(ResponseCode.FormatError, new UpdateBuilder().Raw("x.example.com.", 1, 1, 60, 1, 2, 3).Apply().Code);
        Assert.Equal(ResponseCode.FormatError, new UpdateBuilder().Raw("x.example.com.", 255, 1, 60).Apply().Code);
        Assert.Equal(ResponseCode.FormatError, new UpdateBuilder().Raw("x.example.com.", 1, 255, 60).Apply().Code);
        Assert.Equal(ResponseCode.FormatError, new UpdateBuilder().Raw("x.example.com.", 1, 3, 0).Apply().Code);
        Assert.Equal(ResponseCode.FormatError, new UpdateBuilder().Raw("x.example.com.", 252, 255, 0).Apply().Code);
    }

    [Fact]
    public void EveryCutOffMessageIsAFormatError()
    {
        var message = new UpdateBuilder().Require("yxdomain www.example.com.").Add("mail.example.com.", 60, "MX", "10 a.example.com.").ToMessage();
        for (var length = 0; length < message.Length; length++)
        {
            Assert.Equal(ResponseCode.FormatError, UpdateMessage.Read(message.AsMemory(0, length), out _));
        }
    }

    [Fact]
    public void NamesInRdataMayBeCompressed()
    {
        // The exchange points at the zone's name in the first section.
        var (code, _, changes) = new UpdateBuilder().Raw("new.example.com.", 15, 1, 60, 0, 5, 2, (byte)'m', (byte)'x', 0xC0, 12).Apply();

        Assert.Equal(ResponseCode.NoError, code);
        Assert.Equal(["5 mx.example.com."], changes[0].After!.Rdata);
    }

    [Fact]
    public void WhatTheZonesRulesForbidIsRefused()
    {
        var long255 = string.Join('.', Enumerable.Repeat(new string('a', 60), 3)) + ".";
        var zone = new UpdateBuilder().Add("d.example.com.", 60, "DNAME", long255).Add("d.example.com.", 60, "DNAME", "x.example.net.").Apply();

        Assert.Equal(["x.example.net."], Assert.Single(zone.Changes, change => change.After?.Type == "DNAME").After!.Rdata);
    }
}
