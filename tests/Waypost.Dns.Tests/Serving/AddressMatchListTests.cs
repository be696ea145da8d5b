using System.Net;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;

namespace Waypost.Dns.Tests.Serving;

public sealed class AddressMatchListTests
{
    private static readonly AclTable Acls = AclTable.Of(
        [AddressPrefix.Of(IPAddress.Loopback, 32), AddressPrefix.Of(IPAddress.IPv6Loopback, 128)],
        [AddressPrefix.Of(IPAddress.Loopback, 8)]);

    [Theory]
    [InlineData("192.0.2.0/24", "192.0.2.77", true)]
    [InlineData("192.0.2.0/24", "192.0.3.77", false)]
    [InlineData("10/8", "10.255.0.1", true)]
    [InlineData("10.1/16", "10.2.0.1", false)]
    [InlineData("2001:db8::/32", "2001:db8:1::1", true)]
    [InlineData("2001:db8::/32", "2001:db9::1", false)]
    [InlineData("0/0", "198.51.100.1", true)]
    [InlineData("0/0", "2001:db8::1", false)]
    [InlineData("any", "2001:db8::1", true)]
    [InlineData("none", "192.0.2.1", false)]
    [InlineData("localhost", "127.0.0.1", true)]
    [InlineData("localhost", "127.0.0.2", false)]
    [InlineData("localnets", "127.0.0.2", true)]
    [InlineData("!192.0.2.1|192.0.2.0/24", "192.0.2.1", false)]
    [InlineData("!192.0.2.1|192.0.2.0/24", "192.0.2.2", true)]
    [InlineData("192.0.2.0/24|!192.0.2.1", "192.0.2.1", true)]
    [InlineData("!{ 192.0.2.1; 192.0.2.2; }|any", "192.0.2.2", false)]
    // A negative match inside a nested list is no match: the search goes on outside.
    [InlineData("{ !192.0.2.1; any; }|192.0.2.1", "192.0.2.1", true)]
    [InlineData("!{ !192.0.2.1; any; }|any", "192.0.2.1", true)]
    public void TheFirstElementThatMatchesDecides(string elements, string address, bool expected)
    {
        Assert.True(AddressMatchList.TryParse(elements.Split('|'), Acls, out var list, out var error), error);
        Assert.Equal(expected, list.Matches(DnsPeer.ToBits(IPAddress.Parse(address)), null));
    }

    [Fact]
    public void AKeyMatchesWhoSignedWithIt()
    {
        Assert.True(AddressMatchList.TryParse(["key Update."], Acls, out var list, out _));
        Assert.True(DnsName.TryParse("update", DnsName.Root, out var key, out _));
        Assert.True(list.Matches(default(DnsPeer), key));
        Assert.False(list.Matches(default(DnsPeer), null));
    }

    [Fact]
    public void ANamedListIsTheListBehindTheName()
    {
        Assert.True(AddressMatchList.TryParse(["192.0.2.0/24"], Acls, out var office, out _));
        Assert.True(AddressMatchList.TryParse(["!office", "any"], Acls.With("office", office), out var list, out _));
        Assert.False(list.Matches(DnsPeer.ToBits(IPAddress.Parse("192.0.2.1")), null));
        Assert.True(list.Matches(DnsPeer.ToBits(IPAddress.Parse("198.51.100.1")), null));
    }

    [Theory]
    [InlineData("office", "undefined ACL 'office'")]
    [InlineData("192.0.2.1/24", "address/prefix length mismatch")]
    [InlineData("192.0.2.0/33", "0 to 32")]
    [InlineData("192.0.2", "'192.0.2' is not an address or prefix")]
    [InlineData("2001:db8::/129", "0 to 128")]
    [InlineData("{ any }", "semicolon")]
    [InlineData("key", "undefined ACL 'key'")]
    [InlineData("", "not an element")]
    [InlineData("!", "not an element")]
    public void WhatIsNoElementIsRefusedWithTheReason(string element, string reason)
    {
        Assert.False(AddressMatchList.TryParse([element], Acls, out _, out var error));
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public void APeerKeepsItsAddress()
    {
        foreach (var text in new[] { "192.0.2.1", "2001:db8::1", "::1" })
        {
            var peer = DnsPeer.Of(new IPEndPoint(IPAddress.Parse(text), 53), IPAddress.Loopback, DnsTransport.Udp);
            Assert.Equal($"{text}#53", peer.ToString());
        }
    }
}
