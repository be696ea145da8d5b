using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Resolving;

public sealed class SignedAliasTests
{
    [Fact]
    [Trait("rfc", "4035 section 2.5")]
    public void WhatSignsAnAliasIsAnsweredWithoutFollowingIt()
    {
        const string Text = "@ 60 SOA ns. root. 1 2 3 4 5\n@ 60 NS ns.\nx 60 CNAME @\nx 60 NSEC @ CNAME NSEC";
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.com.", ZoneFileParser.Parse(Text, "example.com.").Rrsets));
        Assert.Equal(["x.example.com. 60 NSEC example.com. CNAME NSEC"], Reply.Ask(table, "x.example.com", "NSEC").Answer);
        Assert.Equal("x.example.com. 60 CNAME example.com.", Assert.Single(Reply.Ask(table, "x.example.com", "A").Answer));
    }
}
