using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

public sealed class TableSyntaxTests
{
    [Theory]
    [InlineData("Connect:192.168", "REJECT", true)]
    [InlineData("Connect:IPv6:2001:db8", "REJECT", true)]
    [InlineData("2001:db8::1", "OK", true)]
    [InlineData("fe80:1", "OK", true)]
    [InlineData("From:user@example.org", "DISCARD", true)]
    [InlineData("user+*@example.org", "REJECT", true)]
    [InlineData("To:user@", "ERROR:5.2.1:550 Mailbox disabled", true)]
    [InlineData("example.org", "550 Go away", true)]
    [InlineData("Spam:abuse@", "FRIEND", true)]
    [InlineData("Connect:10.0.0.0/8", "RELAY", true)]
    [InlineData("Connect:10.0.0.1/8", "RELAY", false)]
    [InlineData("From:abuse@", "FRIEND", false)]
    [InlineData("Spam:abuse@", "OK", false)]
    [InlineData("ClientRate:10", "7", true)]
    [InlineData("Connect:user@x.test", "REJECT", false)]
    [InlineData("Connect:", "REJECT", false)]
    [InlineData("two words", "REJECT", false)]
    [InlineData("x.test", "MAYBE", false)]
    [InlineData("x.test", "250 fine", false)]
    [InlineData("x.test", "550 a\r\n250 b", false)]
    public void AnAccessEntryIsChecked(string key, string value, bool good) =>
        Assert.Equal(good, AccessSyntax.CheckEntry(key, value) is null);

    [Theory]
    [InlineData("user@d.test", "ann", true)]
    [InlineData("@d.test", "%1%3@x.test", true)]
    [InlineData("user++@d.test", "ann", true)]
    [InlineData("+*@d.test", "ann", true)]
    [InlineData("x@d.test", "error:nouser 550 no", true)]
    [InlineData("x@d.test", "error:what is this", false)]
    [InlineData("x@d.test", "a, b", false)]
    [InlineData("x@d.test", "", false)]
    [InlineData("x", "ann", false)]
    [InlineData("a b@d.test", "ann", false)]
    public void AVirtualUserIsChecked(string address, string target, bool good) =>
        Assert.Equal(good, TableSyntax.CheckVirtualUser(address, target) is null);

    [Theory]
    [InlineData("sales", "ann", true)]
    [InlineData("sales@example.com", "\\ann", true)]
    [InlineData("sales", "x@remote.test", true)]
    [InlineData("sales", "|/bin/sh", false)]
    [InlineData("sales", "/var/mail/x", false)]
    [InlineData("sales", ":include:/etc/list", false)]
    [InlineData("sales", "", false)]
    [InlineData("sa les", "ann", false)]
    public void AnAliasIsChecked(string name, string target, bool good) =>
        Assert.Equal(good, (AliasSyntax.CheckName(name) ?? AliasSyntax.CheckTarget(new(), target, inForward: false)) is null);

    [Fact]
    public void AnAliasLoopIsFoundBeforeItIsWritten()
    {
        MailTables tables = TableBuilder.Tables(aliases: "b a");
        Assert.NotNull(AliasSyntax.CheckLoop(tables, "a", ["ann", "b"]));
        Assert.Null(AliasSyntax.CheckLoop(tables, "a", ["ann"]));
        Assert.Null(AliasSyntax.CheckLoop(tables, "ann", ["ann", "bob"]));
    }

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("localhost", true)]
    [InlineData("example.com.", false)]
    [InlineData("-x.test", false)]
    [InlineData("a..b", false)]
    [InlineData("", false)]
    public void AMailDomainIsChecked(string name, bool good) => Assert.Equal(good, TableSyntax.CheckMailDomain(name) is null);

    [Theory]
    [InlineData("ann", true)]
    [InlineData("ann.smith-2", true)]
    [InlineData(".ann", false)]
    [InlineData("ann+x", false)]
    [InlineData("", false)]
    public void AnAccountIsChecked(string name, bool good) => Assert.Equal(good, TableSyntax.CheckAccount(name) is null);
}
