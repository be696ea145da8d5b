using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>The acceptance cases of sendmail's access_db.</summary>
public sealed class AccessEvaluatorTests
{
    private static AccessDecision Evaluate(string entries, string? name, string? address, string? from, string? to, bool authenticated = false) =>
        AccessEvaluator.Evaluate(TableBuilder.Tables(access: entries), new AccessQuery(name, address, from, to, authenticated));

    [Theory]
    [InlineData("Connect:cyberspammer.com REJECT", "a.b.cyberspammer.com", "1.2.3.4", "REJECT")]
    [InlineData("Connect:cyberspammer.com REJECT", "notcyberspammer.com", "1.2.3.4", "OK")]
    [InlineData("Connect:okhost.cyberspammer.com OK; Connect:192.168.212 REJECT", "okhost.cyberspammer.com", "192.168.212.9", "OK")]
    [InlineData("Connect:192.168.212 REJECT", null, "192.168.212.9", "REJECT")]
    [InlineData("Connect:192.168.21 DISCARD", null, "192.168.21.7", "DISCARD")]
    [InlineData("Connect:192.168.21 DISCARD", null, "192.168.2.7", "OK")]
    [InlineData("192.168.21 REJECT", null, "192.168.21.7", "REJECT")]
    [InlineData("From:untagged2.test OK; untagged2.test REJECT", "untagged2.test", "1.2.3.4", "REJECT")]
    [InlineData("CONNECT:CyberSpammer.COM REJECT", "cyberspammer.com", "1.2.3.4", "REJECT")]
    [InlineData("Connect:IPv6:2001:db8 REJECT", null, "2001:db8:1::5", "REJECT")]
    [InlineData("Connect:2001:db8::/33 REJECT", null, "2001:db8:1::5", "REJECT")]
    [InlineData("Connect:2001:db8::/33 REJECT", null, "2001:db8:8000::5", "OK")]
    [InlineData("Connect:10.0.0.0/8 REJECT", null, "10.9.9.9", "REJECT")]
    [InlineData("Connect:10.0.0.0/8 REJECT; Connect:10 OK", null, "10.9.9.9", "OK")]
    [InlineData("Connect:10.0.0.0/9 REJECT; Connect:10 OK", null, "10.1.9.9", "REJECT")]
    [InlineData("Connect:10 REJECT", null, "::ffff:10.1.2.3", "REJECT")]
    public void TheConnectionIsJudgedByNameThenAddress(string entries, string? name, string address, string outcome) =>
        Assert.Equal(outcome, Evaluate(entries, name, address, null, null).Outcome);

    [Theory]
    [InlineData("From:spammer@aol.com REJECT", "spammer+x@aol.com", "550 5.7.1 Access denied")]
    [InlineData("From:spammer@aol.com REJECT", "spammer@sub.aol.com", null)]
    [InlineData("From:aol.com REJECT", "spammer@sub.aol.com", "550 5.7.1 Access denied")]
    [InlineData("From:free.stealth.mailer@ ERROR:550 Spam not accepted; From:okay.cyberspammer.com OK", "free.stealth.mailer@good.okay.cyberspammer.com", "550 5.0.0 Spam not accepted")]
    [InlineData("From:x@ ERROR:5.7.27:550 No thanks", "x@a.test", "550 5.7.27 No thanks")]
    [InlineData("From:x@ 451 later", "x@a.test", "451 4.0.0 later")]
    [InlineData("From:x@ ERROR:\"550 5.7.1 We do not want you\"", "x@a.test", "550 5.7.1 We do not want you")]
    [InlineData("From:boss+*@dom.test DISCARD; From:boss@dom.test REJECT", "boss@dom.test", "550 5.7.1 Access denied")]
    [InlineData("From:untagged2.test OK; untagged2.test REJECT", "x@untagged2.test", null)]
    [InlineData("From:sub.aol.com SKIP; From:aol.com REJECT", "x@sub.aol.com", null)]
    [InlineData("From:aol.com REJECT", "", null)]
    public void TheReversePathIsJudged(string entries, string from, string? reply) =>
        Assert.Equal(reply, Evaluate(entries, null, "192.0.2.1", from, "ann@example.com").Reply);

    [Fact]
    public void ADetailPatternBeatsThePlainAddress() =>
        Assert.Equal("DISCARD", Evaluate("From:boss+*@dom.test DISCARD; From:boss@dom.test REJECT", null, null, "boss+tag@dom.test", "ann@example.com").Outcome);

    [Theory]
    [InlineData("To:okd.test OK", "x@okd.test", "550 5.7.1 Relaying denied")]
    [InlineData("To:relay.test RELAY", "x@relay.test", null)]
    [InlineData("To:relay.test RELAY", "x@sub.relay.test", null)]
    [InlineData("To:badlocaluser@ ERROR:550 Mailbox disabled", "badlocaluser@example.com", "550 5.0.0 Mailbox disabled")]
    [InlineData("To:badlocaluser@ ERROR:550 Mailbox disabled; To:relay.test RELAY", "badlocaluser@relay.test", null)]
    [InlineData("To:tag+*@example.com REJECT", "tag+zz@example.com", "550 5.2.1 Mailbox disabled for this recipient")]
    [InlineData("To:tag+*@example.com REJECT", "tag@example.com", null)]
    [InlineData("", "user%remote@example.com", "550 5.7.1 Relaying denied")]
    [InlineData("", "\"user@remote\"@example.com", "550 5.7.1 Relaying denied")]
    [InlineData("", "remote!user@example.com", "550 5.7.1 Relaying denied")]
    [InlineData("", "ann@elsewhere.test", "550 5.7.1 Relaying denied")]
    [InlineData("", "ann@example.com", null)]
    [InlineData("", "postmaster", null)]
    [InlineData("", "not an address", "553 5.1.3 Bad recipient address syntax")]
    public void TheRecipientIsJudged(string entries, string to, string? reply) =>
        Assert.Equal(reply, Evaluate(entries, null, "192.0.2.1", "x@sender.test", to).Reply);

    [Theory]
    [InlineData("Connect:128.32 RELAY; Connect:128.32.2 SKIP", null, "128.32.2.4", "REJECT")]
    [InlineData("Connect:128.32 RELAY; Connect:128.32.2 SKIP", null, "128.32.3.4", "RELAY")]
    [InlineData("Connect:sub.name.test SKIP; Connect:128.32 RELAY", "sub.name.test", "128.32.3.4", "RELAY")]
    [InlineData("Connect:name.test RELAY", "sub.name.test", "1.2.3.4", "RELAY")]
    [InlineData("Connect:1.2.3.4 OK", null, "1.2.3.4", "REJECT")]
    public void RelayingIsTheConnectionsRight(string entries, string? name, string address, string outcome) =>
        Assert.Equal(outcome, Evaluate(entries, name, address, "x@sender.test", "y@remote.test").Outcome);

    [Fact]
    public void AnAcceptedSenderOverridesARefusedConnection() =>
        Assert.Equal("OK", Evaluate("From:good.test OK; Connect:10 REJECT", null, "10.1.1.1", "x@good.test", "ann@example.com").Outcome);

    [Fact]
    public void AuthenticationSkipsSenderAndConnectionAndPermitsRelaying()
    {
        Assert.Equal("RELAY", Evaluate("From:bad.test REJECT; Connect:10 REJECT", null, "10.1.1.1", "x@bad.test", "y@remote.test", authenticated: true).Outcome);
        Assert.Equal("REJECT", Evaluate("To:ann@ REJECT", null, "10.1.1.1", "x@bad.test", "ann@example.com", authenticated: true).Outcome);
    }

    [Theory]
    [InlineData("abuse@example.com", "OK")]
    [InlineData("abuse@remote.test", "REJECT")]
    [InlineData("ann@example.com", "REJECT")]
    public void AFriendIsReachedByARefusedClient(string to, string outcome) =>
        Assert.Equal(outcome, Evaluate("Spam:abuse@ FRIEND; Connect:10 REJECT; To:remote.test RELAY", null, "10.1.1.1", "x@sender.test", to).Outcome);

    [Fact]
    public void TheStepsNameTheEntriesThatApplied()
    {
        AccessDecision decision = Evaluate("Connect:10.1 REJECT", null, "10.1.2.3", "x@sender.test", "ann@example.com");
        Assert.Equal(new TableStep("access-entries", "Connect:10.1", "REJECT"), Assert.Single(decision.Steps));
    }
}
