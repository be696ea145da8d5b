using System.Net;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Tests.Zones;

public sealed class ReverseNetworkTests
{
    [Theory]
    [Trait("rfc", "2317")]
    [InlineData("192.0.2.0/24", "2.0.192.in-addr.arpa.")]
    [InlineData("10.0.0.0/8", "10.in-addr.arpa.")]
    [InlineData("172.16.0.0/16", "16.172.in-addr.arpa.")]
    [InlineData("0.0.0.0/0", "in-addr.arpa.")]
    [InlineData("192.0.2.128/26", "128/26.2.0.192.in-addr.arpa.")]
    [InlineData("192.0.2.7/32", "7.2.0.192.in-addr.arpa.")]
    [InlineData("2001:db8::/32", "8.b.d.0.1.0.0.2.ip6.arpa.")]
    [InlineData("2001:db8:0:1::/64", "1.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.")]
    [InlineData("::/0", "ip6.arpa.")]
    public void ANetworkHasItsZone(string network, string origin)
    {
        Assert.True(ReverseNetwork.TryGetOrigin(network, out var found, out _));
        Assert.Equal(origin, found);
    }

    [Theory]
    [InlineData("192.0.2.0", "not a network")]
    [InlineData("192.0.2/24", "not a network")]
    [InlineData("x/24", "not a network")]
    [InlineData("192.0.2.0/33", "longer than the address")]
    [InlineData("192.0.2.1/24", "the network is 192.0.2.0/24")]
    [InlineData("192.0.0.0/20", "the /24 zones")]
    [InlineData("2001:db8::/33", "multiple of 4")]
    public void WhatIsNoNetworkIsToldWhy(string network, string message)
    {
        Assert.False(ReverseNetwork.TryGetOrigin(network, out _, out var error));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMostSpecificZoneComesFirst()
    {
        var candidates = ReverseNetwork.Candidates(IPAddress.Parse("192.0.2.130")).ToList();
        Assert.Equal(("130/32.2.0.192.in-addr.arpa.", "130.130/32.2.0.192.in-addr.arpa."), candidates[0]);
        Assert.Contains(("128/26.2.0.192.in-addr.arpa.", "130.128/26.2.0.192.in-addr.arpa."), candidates);
        Assert.Contains(("128-191.2.0.192.in-addr.arpa.", "130.128-191.2.0.192.in-addr.arpa."), candidates);
        Assert.Equal(("in-addr.arpa.", "130.2.0.192.in-addr.arpa."), candidates[^1]);
        Assert.Equal(33, ReverseNetwork.Candidates(IPAddress.Parse("2001:db8::1")).Count());
    }
}
