using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Tests.Resources;

public sealed class RecordSetTests
{
    private static readonly RecordSetResource Resource = new();

    [Theory]
    [InlineData("www", "WWW.example.com.")]
    [InlineData("@", "EXAMPLE.com.")]
    [InlineData("*.dev", "*.DEV")]
    public void OwnersThatNameTheSameAreTheSame(string one, string other)
    {
        Assert.NotNull(RecordSetForms.Owner("example.com", one));
        Assert.Equal(RecordSetForms.Owner("example.com", one), RecordSetForms.Owner("Example.COM.", other));
        Assert.Equal(one, RecordSetForms.Relative("example.com", other));
    }

    [Theory]
    [InlineData("A", "192.0.2.1|192.0.2.2", "192.0.2.2|192.0.2.1")]
    [InlineData("AAAA", "2001:db8::1", "2001:0DB8:0:0::1")]
    [InlineData("MX", "10 mail.example.com.", "10   MAIL")]
    [InlineData("CNAME", "www.example.net.", "WWW.Example.NET.")]
    [InlineData("TXT", "\"a b\"", "\"a\\032b\"")]
    [InlineData("TXT", "\"v=spf1 mx -all\"", "\"v=spf1 \" \"mx -all\"")]
    [InlineData("DS", "1 8 2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "1 8 2 aaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("CNAME", "www.bücher.example.", "WWW.xn--bcher-kva.example.")]
    [InlineData("SRV", "1 2 443 WEB", "1 2 443 web.example.com.")]
    [InlineData("HTTPS", "1 . alpn=h2", "1 . alpn=\"h2\"")]
    [InlineData("TYPE1", "192.0.2.1", "\\# 4 C0000201")]
    [InlineData("SOA", "ns1 hostmaster 1 86400 7200 3600000 3600", "NS1.example.com. hostmaster 2026010101 86400 7200 3600000 3600")]
    public void RecordsThatMeanTheSameAreTheSame(string type, string one, string other)
    {
        var (left, right) = (RecordSet("www", type, one.Split('|')), RecordSet("www", type, other.Split('|')));
        Assert.Equal(left["records"], Resource.Spell(left, right)["records"]);
    }

    [Theory]
    [InlineData("TXT", "\"a\"", "\"A\"")]
    [InlineData("A", "192.0.2.1", "192.0.2.2")]
    [InlineData("TXT", "\"a=1b=2\"", "\"a=1\" \"b=2\"")]
    [InlineData("MX", "10 mail", "20 mail")]
    [InlineData("SOA", "ns1 hostmaster 1 86400 7200 3600000 3600", "ns1 hostmaster 1 86400 7200 3600000 60")]
    public void RecordsThatDifferStayDifferent(string type, string one, string other)
    {
        var (left, right) = (RecordSet("www", type, one), RecordSet("www", type, other));
        Assert.Equal(right["records"], Resource.Schema.SpellAs(left, right)["records"]);
    }

    [Fact]
    public void TheIdAndTheFullNameFollowFromTheKey()
    {
        var value = Resource.Derive(RecordSet("WWW", "mx", "10 mail"));
        Assert.Equal("example.com/www/MX", value["id"].Text);
        Assert.Equal("www.example.com.", value["fqdn"].Text);
    }

    [Theory]
    [InlineData("example.com/www/a", "example.com", "www", "A")]
    [InlineData("0/25.2.0.192.in-addr.arpa/1/PTR", "0/25.2.0.192.in-addr.arpa", "1", "PTR")]
    public void AnImportIdIsZoneOwnerAndType(string id, string zone, string owner, string type)
    {
        var value = Resource.Import(id, new DiagnosticList())!;
        Assert.Equal((zone, owner, type), (value["zone"].Text, value["name"].Text, value["type"].Text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("www/A")]
    [InlineData("/www/A")]
    [InlineData("example.com//A")]
    [InlineData("example.com/www/")]
    public void AnotherImportIdIsAnError(string id)
    {
        var diagnostics = new DiagnosticList();
        Assert.Null(Resource.Import(id, diagnostics));
        Assert.True(diagnostics.HasErrors);
    }

    [Fact]
    public void AnErrorKeepsItsPlaceBesideUnknownRecords()
    {
        var config = RecordSet("www", "A").With("records", CtyValue.Of([CtyValue.Unknown, CtyValue.Of("nonsense")]));
        var diagnostics = new DiagnosticList();
        Resource.Validate(config, diagnostics);
        var error = Assert.Single(diagnostics.Items);
        Assert.Equal("records", error.Attribute.Steps[0].AttributeName);
        Assert.Equal(1, error.Attribute.Steps[1].ElementKeyInt);
    }

    [Fact]
    public void AConfigurationThatIsNotKnownYetIsNotJudged()
    {
        var config = Resource.Schema.ObjectOf(("zone", CtyValue.Unknown), ("name", CtyValue.Of("www.example.com.")), ("type", CtyValue.Of("A")), ("records", CtyValue.Of([CtyValue.Unknown])));
        var diagnostics = new DiagnosticList();
        Resource.Validate(config, diagnostics);
        Assert.Empty(diagnostics.Items);
    }

    [Theory]
    [InlineData("www.example.net.", "A", 60, "192.0.2.1", "name")]
    [InlineData("www", "NONSENSE", 60, "x", "type")]
    [InlineData("www", "A", -1, "192.0.2.1", "ttl")]
    public void EachMistakeIsAtItsAttribute(string name, string type, long ttl, string record, string attribute)
    {
        var diagnostics = new DiagnosticList();
        Resource.Validate(RecordSet(name, type, record).With("ttl", CtyValue.Of(ttl.ToString(System.Globalization.CultureInfo.InvariantCulture))), diagnostics);
        Assert.Equal(attribute, Assert.Single(diagnostics.Items).Attribute.Steps[0].AttributeName);
    }

    [Theory]
    [InlineData("hostmaster@example.com", "hostmaster.example.com.")]
    [InlineData("first.last@example.com", "first\\.last.example.com.")]
    [InlineData("hostmaster.example.com", "hostmaster.example.com.")]
    public void AMailboxBecomesAName(string mailbox, string name) => Assert.Equal(name, ZoneNames.Mailbox(mailbox));

    private static CtyValue RecordSet(string name, string type, params string[] records) =>
        Resource.Schema.ObjectOf(("zone", CtyValue.Of("example.com")), ("name", CtyValue.Of(name)), ("type", CtyValue.Of(type)), ("ttl", CtyValue.Of("3600")), ("records", CtyValue.Of(records)));
}
