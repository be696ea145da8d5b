using Waypost.Mail.Tables;

namespace Waypost.Mail.Tests.Tables;

/// <summary>FEATURE(delay_checks), with and without, and its two choices.</summary>
public sealed class DelayChecksTests
{
    private static AccessDecision Evaluate(MailTablesOptions options, string entries, string? from, string? to, ClientLookup lookup = ClientLookup.Ok, bool authenticated = false) =>
        AccessEvaluator.Evaluate(TableBuilder.Tables(access: entries) with { Options = options }, new AccessQuery(null, "10.1.1.1", from, to, authenticated) { Lookup = lookup });

    [Fact]
    public void WithoutDelayTheConnectionIsRefusedAtOnceWhateverTheSender()
    {
        MailTablesOptions options = new() { DelayChecks = false };
        Assert.Equal("REJECT", Evaluate(options, "Connect:10 REJECT; From:good.test OK", null, null).Outcome);
        Assert.Equal("REJECT", Evaluate(options, "Connect:10 REJECT; From:good.test OK", "x@good.test", "ann@example.com").Outcome);
        Assert.Equal("REJECT", Evaluate(options, "From:bad.test REJECT; Spam:ann@ FRIEND", "x@bad.test", "ann@example.com").Outcome);
        Assert.Equal("OK", Evaluate(options, "", "x@good.test", "ann@example.com").Outcome);
    }

    [Theory]
    [InlineData("Connect:10 REJECT", "OK")]
    [InlineData("Connect:10 REJECT; Spam:ann@ HATER", "REJECT")]
    [InlineData("Connect:10 REJECT; Spam:ann@ FRIEND", "OK")]
    public void WithHaterOnlyHatersHaveTheChecks(string entries, string outcome) =>
        Assert.Equal(outcome, Evaluate(new() { SpamChecks = SpamChecks.Hater }, entries, "x@sender.test", "ann@example.com").Outcome);

    [Theory]
    [InlineData(ClientLookup.Ok, "550 5.7.1 Relaying denied")]
    [InlineData(ClientLookup.Failed, "550 5.7.1 Relaying denied. IP name lookup failed [10.1.1.1]")]
    [InlineData(ClientLookup.Forged, "550 5.7.1 Relaying denied. IP name possibly forged [10.1.1.1]")]
    [InlineData(ClientLookup.Temporary, "450 4.4.0 Relaying temporarily denied. Cannot resolve PTR record for 10.1.1.1")]
    public void TheRefusalToRelaySaysHowTheLookupEnded(ClientLookup lookup, string reply) =>
        Assert.Equal(reply, Evaluate(new(), "", "x@sender.test", "y@remote.test", lookup).Reply);

    [Fact]
    public void QuarantineCarriesItsReason()
    {
        AccessDecision decision = Evaluate(new(), "Connect:10 QUARANTINE:from a bad network", "x@sender.test", "ann@example.com");
        Assert.Equal(("QUARANTINE", null, "from a bad network"), (decision.Outcome, decision.Reply, decision.Quarantine));
    }

    [Fact]
    public void QuarantinePermitsNoRelaying() =>
        Assert.Equal("550 5.7.1 Relaying denied", Evaluate(new(), "To:remote.test QUARANTINE:look", "x@sender.test", "y@remote.test").Reply);
}
