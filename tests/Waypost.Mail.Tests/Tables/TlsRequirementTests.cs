using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

public sealed class TlsRequirementTests
{
    [Theory]
    [InlineData("TLS_Srv:secure.example.org ENCR:112", 0, false, "454 4.7.0 encryption too weak, 0 bits are less than 112")]
    [InlineData("TLS_Srv:secure.example.org ENCR:112", 128, false, null)]
    [InlineData("TLS_Srv:example.org ENCR:112", 56, false, "454 4.7.0 encryption too weak, 56 bits are less than 112")]
    [InlineData("TLS_Srv:secure.example.org PERM+VERIFY:112", 256, false, "554 5.7.0 authentication required")]
    [InlineData("TLS_Srv:secure.example.org VERIFY", 256, true, null)]
    [InlineData("TLS_Srv:secure.example.org VERIFY", 0, false, "454 4.7.0 authentication required")]
    [InlineData("TLS_Srv:secure.example.org VERIFY:112+CN", 256, true, "454 4.7.0 CN of the certificate does not match secure.example.org")]
    [InlineData("TLS_Srv:secure.example.org VERIFY:112+CN:other.test", 256, true, null)]
    [InlineData("TLS_Srv:secure.example.org TEMP+VERIFY:112+CN:other.test++CI:ca", 256, true, "454 4.7.0 CI of the certificate does not match ca")]
    [InlineData("TLS_Srv:192.0.2 ENCR:112", 0, false, "454 4.7.0 encryption too weak, 0 bits are less than 112")]
    [InlineData("TLS_Srv: ENCR:112", 0, false, "454 4.7.0 encryption too weak, 0 bits are less than 112")]
    public void AServerMustComeUpToItsEntry(string entry, int bits, bool verified, string? reply)
    {
        TlsRequirement? requirement = TlsRequirement.ForServer(TableBuilder.Tables(access: entry), "secure.example.org", "192.0.2.1");
        Assert.NotNull(requirement);
        Assert.Equal(reply, requirement.Refusal(new TlsFacts(bits, verified, "other.test")));
    }

    [Fact]
    public void NothingIsAskedWithoutAnEntry()
    {
        MailTables tables = TableBuilder.Tables(access: "secure.example.org ENCR:112; TLS_Clt:secure.example.org VERIFY");
        Assert.Null(TlsRequirement.ForServer(tables, "secure.example.org", "192.0.2.1"));
        Assert.NotNull(TlsRequirement.ForClient(tables, "secure.example.org", "192.0.2.1"));
        Assert.Null(TlsRequirement.ForRecipient(tables, "ann@example.org"));
    }

    [Fact]
    public void ARecipientMayAskForTls() =>
        Assert.NotNull(TlsRequirement.ForRecipient(TableBuilder.Tables(access: "TLS_Rcpt:ann@example.org VERIFY:112"), "ann@example.org"));

    [Fact]
    public void TryTlsForbidsStarttls()
    {
        MailTables tables = TableBuilder.Tables(access: "Try_TLS:broken.test NO");
        Assert.False(TlsRequirement.MayTry(tables, "mx.broken.test", "192.0.2.1"));
        Assert.True(TlsRequirement.MayTry(tables, "mx.fine.test", "192.0.2.1"));
    }

    [Theory]
    [InlineData("VERIFY", true)]
    [InlineData("PERM+ENCR:256", true)]
    [InlineData("ENCR", false)]
    [InlineData("PERM+", false)]
    [InlineData("VERIFY+XX:y", false)]
    [InlineData("NONE", false)]
    public void TheRightSideIsChecked(string text, bool good) => Assert.Equal(good, AccessSyntax.CheckEntry("TLS_Srv:x.test", text) is null);
}
