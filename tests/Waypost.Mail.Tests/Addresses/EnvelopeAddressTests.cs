using Waypost.Mail.Addresses;

namespace Waypost.Mail.Tests.Addresses;

[Trait("Rfc", "5321-4.1.2")]
public sealed class EnvelopeAddressTests
{
    [Theory]
    [InlineData("ann@example.com", "ann", "example.com", "ann@example.com")]
    [InlineData("\"a b\"@example.com", "a b", "example.com", "\"a b\"@example.com")]
    [InlineData("\"ann\"@example.com", "ann", "example.com", "ann@example.com")]
    [InlineData("\"a\\\"b\"@example.com", "a\"b", "example.com", "\"a\\\"b\"@example.com")]
    [InlineData("@a.test,@b.test:ann@example.com", "ann", "example.com", "ann@example.com")]
    [InlineData("ann@[192.0.2.1]", "ann", "[192.0.2.1]", "ann@[192.0.2.1]")]
    [InlineData("ann@[IPv6:2001:db8::1]", "ann", "[IPv6:2001:db8::1]", "ann@[IPv6:2001:db8::1]")]
    [InlineData("postmaster", "postmaster", "", "postmaster")]
    [InlineData("jörg@bücher.example", "jörg", "bücher.example", "jörg@bücher.example")]
    public void AnAddressIsRead(string text, string localPart, string domain, string written)
    {
        Assert.True(EnvelopeAddress.TryParse(text, out EnvelopeAddress address));
        Assert.Equal((localPart, domain, written), (address.LocalPart, address.Domain, address.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("ann@")]
    [InlineData("@example.com")]
    [InlineData(".ann@example.com")]
    [InlineData("a..b@example.com")]
    [InlineData("a b@example.com")]
    [InlineData("\"ann@example.com")]
    [InlineData("\"\"@example.com")]
    [InlineData("ann@exa mple.com")]
    [InlineData("ann@-example.com")]
    [InlineData("ann@[999.1.1.1]")]
    [InlineData("ann@example.com@x")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345@example.com")]
    public void WhatIsNoAddressIsRefused(string text) => Assert.False(EnvelopeAddress.TryParse(text, out _));
}
