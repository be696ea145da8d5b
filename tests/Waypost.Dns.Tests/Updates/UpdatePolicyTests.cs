using System.Net;
using Waypost.Dns.Names;
using Waypost.Dns.Updates;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Tests.Updates;

public sealed class UpdatePolicyTests
{
    [Theory]
    [InlineData("grant k.example. name www.example.com. A", "www.example.com.", true)]
    [InlineData("grant k.example. name www.example.com. A", "x.www.example.com.", false)]
    [InlineData("grant k.example. subdomain www.example.com. A", "x.www.example.com.", true)]
    [InlineData("grant k.example. subdomain www.example.com. TXT", "x.www.example.com.", false)]
    [InlineData("grant other.example. subdomain www.example.com. A", "x.www.example.com.", false)]
    [InlineData("grant *.example. subdomain www.example.com. A", "x.www.example.com.", true)]
    [InlineData("grant * zonesub A", "x.example.com.", true)]
    [InlineData("grant k.example. zonesub ANY", "x.example.com.", true)]
    [InlineData("grant k.example. zonesub", "x.example.com.", true)]
    [InlineData("grant k.example. wildcard *.www.example.com. A", "x.www.example.com.", true)]
    [InlineData("grant k.example. wildcard *.www.example.com. A", "www.example.com.", false)]
    [InlineData("deny k.example. name x.example.com. A; grant k.example. zonesub", "x.example.com.", false)]
    [InlineData("deny k.example. name y.example.com. A; grant k.example. zonesub", "x.example.com.", true)]
    [InlineData("grant \"k.example\" zonesub A", "x.example.com.", true)]
    public void TheFirstRuleThatMatchesDecides(string rules, string owner, bool expected) =>
        Assert.Equal(expected, Allows(rules, new UpdateIdentity(Name("k.example."), 0, IsTcp: false), owner));

    [Theory]
    [InlineData("grant * self * A", "host.example.com.", true)]
    [InlineData("grant * self * A", "x.host.example.com.", false)]
    [InlineData("grant * selfsub * A", "x.host.example.com.", true)]
    [InlineData("grant * selfsub * A", "host.example.com.", true)]
    [InlineData("grant * selfwild * A", "x.host.example.com.", true)]
    [InlineData("grant * selfwild * A", "host.example.com.", false)]
    public void SelfIsTheNameOfTheKey(string rules, string owner, bool expected) =>
        Assert.Equal(expected, Allows(rules, new UpdateIdentity(Name("host.example.com."), 0, IsTcp: false), owner));

    [Theory]
    [InlineData("grant * tcp-self . PTR", "192.0.2.7", true, "7.2.0.192.in-addr.arpa.", true)]
    [InlineData("grant * tcp-self . PTR", "192.0.2.7", false, "7.2.0.192.in-addr.arpa.", false)]
    [InlineData("grant * tcp-self . PTR", "192.0.2.7", true, "8.2.0.192.in-addr.arpa.", false)]
    [InlineData("grant *.1.168.192.in-addr.arpa tcp-self . PTR", "192.0.2.7", true, "7.2.0.192.in-addr.arpa.", false)]
    [InlineData("grant * tcp-self . PTR", "2001:db8::1", true, "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.", true)]
    [InlineData("grant * 6to4-self . PTR", "192.0.2.4", true, "4.0.2.0.0.0.0.c.2.0.0.2.ip6.arpa.", true)]
    [InlineData("grant * 6to4-self . PTR", "2002:c000:204::9", true, "4.0.2.0.0.0.0.c.2.0.0.2.ip6.arpa.", true)]
    [InlineData("grant * 6to4-self . PTR", "2001:db8::1", true, "4.0.2.0.0.0.0.c.2.0.0.2.ip6.arpa.", false)]
    public void AnAddressOwnsItsReverseNameWhenItCameByTcp(string rules, string address, bool tcp, string owner, bool expected)
    {
        var client = new UpdateIdentity(null, Address(address), tcp);

        Assert.Equal(expected, Policy(rules, "arpa.").Grants(client, Name(owner), 12));
    }

    [Theory]
    [InlineData("NS", "ns.example.net.")]
    [InlineData("SOA", "ns1.example.com. admin.example.com. 99 1 1 1 1")]
    public void WithoutTypesTheZonesOwnRecordsAreOutOfReach(string type, string rdata)
    {
        var permission = new UpdatePermission(Policy("grant k.example. zonesub"), new UpdateIdentity(Name("k.example."), 0, IsTcp: false));

        Assert.Equal(ResponseCode.Refused, new UpdateBuilder().Add("example.com.", 60, type, rdata).Apply(permission).Code);
    }

    [Fact]
    public void ClearingANameNeedsARightToEachOfItsTypes()
    {
        var client = new UpdateIdentity(Name("k.example."), 0, IsTcp: false);

        Assert.Equal(ResponseCode.Refused, new UpdateBuilder().Delete("www.example.com.").Apply(new UpdatePermission(Policy("grant k.example. zonesub A"), client)).Code);
        Assert.Equal(ResponseCode.NoError, new UpdateBuilder().Delete("www.example.com.").Apply(new UpdatePermission(Policy("grant k.example. zonesub A TXT"), client)).Code);
    }

    [Fact]
    public void ANumberBehindATypeIsTheMostRecords()
    {
        var permission = new UpdatePermission(Policy("grant k.example. zonesub TXT(2)"), new UpdateIdentity(Name("k.example."), 0, IsTcp: false));

        var (code, _, changes) = new UpdateBuilder()
            .Add("t.example.com.", 60, "TXT", "one").Add("t.example.com.", 60, "TXT", "two").Add("t.example.com.", 60, "TXT", "three")
            .Apply(permission);

        Assert.Equal(ResponseCode.NoError, code);
        Assert.Equal(2, changes[0].After!.Rdata.Count);
    }

    [Fact]
    public void TheLocalPolicyIsForTheLocalKeyOnThisHost()
    {
        Assert.True(Allows("local", new UpdateIdentity(Name("local-ddns."), Address("127.0.0.1"), IsTcp: false), "x.example.com."));
        Assert.False(Allows("local", new UpdateIdentity(Name("local-ddns."), Address("192.0.2.1"), IsTcp: false), "x.example.com."));
    }

    [Theory]
    [InlineData("permit k. zonesub", "must be grant or deny")]
    [InlineData("grant k. sub x.", "is not a rule type")]
    [InlineData("grant k. name", "needs a name")]
    [InlineData("grant k. wildcard x.example.", "must begin with an asterisk")]
    [InlineData("grant k. zonesub A B4", "'B4' is not a record type")]
    [InlineData("grant k. zonesub A(x)", "with a number of records")]
    [InlineData("grant * krb5-self . A", "GSS-TSIG")]
    [InlineData("grant * ms-subdomain . A", "GSS-TSIG")]
    [InlineData("grant local:/x external *", "not supported")]
    [InlineData("grant", "a rule is")]
    public void ARuleThatIsNoneIsNamed(string rule, string message)
    {
        Assert.False(UpdatePolicy.TryParse([rule], Name("example.com."), out _, out var error));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Contains(rule, error, StringComparison.Ordinal);
    }

    private static bool Allows(string rules, UpdateIdentity client, string owner) => Policy(rules).Grants(client, Name(owner), 1);

    private static UpdatePolicy Policy(string rules, string origin = "example.com.")
    {
        Assert.True(UpdatePolicy.TryParse(rules.Split(';', StringSplitOptions.TrimEntries), Name(origin), out var policy, out var error), error);
        return policy;
    }

    private static DnsName Name(string text) => DnsName.TryParse(text, DnsName.Root, out var name, out _) ? name : throw new ArgumentException(text);

    private static UInt128 Address(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(IPAddress.Parse(text).MapToIPv6().GetAddressBytes());
}
