using Waypost.Mail.Queue;

namespace Waypost.Server.Tests.Smtp;

/// <summary>What the parameters of MAIL and RCPT come to in the queue.</summary>
public sealed class ExtensionTests
{
    private const string Hello = "S: 220 *\nC: EHLO c.test\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250 HELP\n";
    private const string SubmissionHello = "S: 220 *\nC: EHLO c.test\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250-*\nS: 250 HELP\nC: AUTH PLAIN AGFubgBzZWNyZXQ=\nS: 235 *\n";
    private const string Content = "\nC: DATA\nS: 354 *\nC: Subject: x\nC:\nC: .\nS: 250 *\nC: QUIT\nS: 221 *";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Rfc", "3461-4")]
    public async Task DsnParametersReachTheQueue(int chunk)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync(Hello + """
            C: MAIL FROM:<x@sender.test> RET=hdrs ENVID=QQ314159+2B1
            S: 250 *
            C: RCPT TO:<ann@example.com> NOTIFY=SUCCESS,delay ORCPT=rfc822;Ann+2Bdetail@old.example
            S: 250 *
            C: RCPT TO:<bob@example.com> NOTIFY=NEVER
            S: 250 *
            """ + Content, chunk);
        AcceptedMessage message = Assert.Single(smtp.Queue.Accepted).Message;
        Assert.Equal(DsnReturn.Headers, message.Return);
        Assert.Equal("QQ314159+1", message.EnvelopeId);
        Assert.Equal(DsnNotify.Success | DsnNotify.Delay, message.Recipients[0].Notify);
        Assert.Equal("rfc822;Ann+detail@old.example", message.Recipients[0].OriginalRecipient);
        Assert.Equal(DsnNotify.Never, message.Recipients[1].Notify);
        Assert.NotNull(message.TraceId);
    }

    [Theory]
    [InlineData("RET=BODY", "RET")]
    [InlineData("RET", "RET")]
    [InlineData("ENVID=", "ENVID")]
    [InlineData("ENVID=a+2b", "ENVID")]
    [InlineData("ENVID=a+0D+0A", "ENVID")]
    [InlineData("ENVID=a=b", "ENVID")]
    [InlineData("MT-PRIORITY=10", "MT-PRIORITY")]
    [InlineData("MT-PRIORITY=+1", "MT-PRIORITY")]
    [InlineData("MT-PRIORITY=x", "MT-PRIORITY")]
    [InlineData("SMTPUTF8=1", "SMTPUTF8")]
    public async Task AWrongValueOfAMailParameterIsRefused(string parameter, string keyword)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: MAIL FROM:<x@sender.test> {parameter}\nS: 501 5.5.4 Bad value of parameter {keyword}\nC: QUIT\nS: 221 *");
    }

    [Theory]
    [InlineData("NOTIFY=", "NOTIFY")]
    [InlineData("NOTIFY=NEVER,SUCCESS", "NOTIFY")]
    [InlineData("NOTIFY=SOON", "NOTIFY")]
    [InlineData("ORCPT=ann@example.com", "ORCPT")]
    [InlineData("ORCPT=;ann@example.com", "ORCPT")]
    [InlineData("ORCPT=rfc822;", "ORCPT")]
    [InlineData("ORCPT=rfc822;a+XX", "ORCPT")]
    public async Task AWrongValueOfARcptParameterIsRefused(string parameter, string keyword)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: MAIL FROM:<x@sender.test>\nS: 250 *\nC: RCPT TO:<ann@example.com> {parameter}\nS: 501 5.5.4 Bad value of parameter {keyword}\nC: RCPT TO:<ann@example.com> FOO=1\nS: 555 5.5.4 RCPT parameter FOO not recognized\nC: QUIT\nS: 221 *");
    }

    [Fact]
    public async Task HeloHasNoParameters()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync("S: 220 *\nC: HELO c.test\nS: 250 *\nC: MAIL FROM:<x@sender.test> RET=FULL\nS: 555 *\nC: MAIL FROM:<x@sender.test>\nS: 250 *\nC: RCPT TO:<ann@example.com> NOTIFY=NEVER\nS: 555 *\nC: QUIT\nS: 221 *");
    }

    [Fact]
    [Trait("Rfc", "6710-5")]
    public async Task AStrangerCannotPushAhead()
    {
        using SmtpFixture smtp = new(options => options.LookUpClientNames = false);
        await smtp.PlayAsync(Hello + "C: MAIL FROM:<x@sender.test> MT-PRIORITY=5 BODY=7BIT\nS: 250 *\nC: RCPT TO:<ann@example.com>\nS: 250 *" + Content, client: System.Net.IPAddress.Parse("192.0.2.9"));
        await smtp.PlayAsync(Hello + "C: MAIL FROM:<x@sender.test> MT-PRIORITY=-3 BODY=8BITMIME\nS: 250 *\nC: RCPT TO:<ann@example.com>\nS: 250 *" + Content, client: System.Net.IPAddress.Parse("192.0.2.9"));
        Assert.Equal([0, -3], smtp.Queue.Accepted.Select(accepted => accepted.Message.Priority));
        Assert.Equal([BodyKind.SevenBit, BodyKind.EightBitMime], smtp.Queue.Accepted.Select(accepted => accepted.Message.Body));
    }

    [Fact]
    [Trait("Rfc", "4865-4")]
    public async Task ASubmittedMessageMayBeHeldUntilATime()
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync(SubmissionHello + "C: MAIL FROM:<ann@example.com> HOLDFOR=3600 MT-PRIORITY=4\nS: 250 *\nC: RCPT TO:<bob@example.com>\nS: 250 *" + Content);
        AcceptedMessage message = Assert.Single(smtp.Queue.Accepted).Message;
        Assert.InRange(message.HoldUntil!.Value, DateTimeOffset.UtcNow.AddMinutes(55), DateTimeOffset.UtcNow.AddMinutes(61));
        Assert.Equal(4, message.Priority);
    }

    [Theory]
    [InlineData("HOLDFOR=0")]
    [InlineData("HOLDFOR=x")]
    [InlineData("HOLDFOR=99999999")]
    [InlineData("HOLDUNTIL=2010-01-01")]
    [InlineData("HOLDUNTIL=2999-01-01T00:00:00Z")]
    [InlineData("HOLDFOR=60 HOLDUNTIL=2026-01-01T00:00:00Z")]
    public async Task AWrongTimeToHoldIsRefused(string parameter)
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync($"{SubmissionHello}C: MAIL FROM:<ann@example.com> {parameter}\nS: 501 5.5.4 *\nC: QUIT\nS: 221 *");
    }

    [Fact]
    public async Task RequireTlsIsNotForConnectionsInTheClear()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync(Hello + "C: MAIL FROM:<x@sender.test> REQUIRETLS\nS: 555 *\nC: QUIT\nS: 221 *");
    }

    [Fact]
    public async Task ReturnPathOfTheClientIsDropped()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync(Hello + "C: MAIL FROM:<x@sender.test>\nS: 250 *\nC: RCPT TO:<ann@example.com>\nS: 250 *\nC: DATA\nS: 354 *\nC: Return-Path: <forged@x.test>\nC:  folded\nC: Bcc: kept@x.test\nC: Subject: y\nC:\nC: Return-Path: body\nC: .\nS: 250 *\nC: QUIT\nS: 221 *");
        Assert.EndsWith("+0000\r\nBcc: kept@x.test\r\nSubject: y\r\n\r\nReturn-Path: body\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BccOfASubmittedMessageIsDropped()
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync(SubmissionHello + "C: MAIL FROM:<ann@example.com>\nS: 250 *\nC: RCPT TO:<bob@example.com>\nS: 250 *\nC: DATA\nS: 354 *\nC: From: ann@example.com\nC: Bcc: a@x.test,\nC:  b@x.test\nC: Subject: y\nC:\nC: .\nS: 250 *\nC: QUIT\nS: 221 *");
        Assert.EndsWith("From: ann@example.com\r\nSubject: y\r\n\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<@a.test,@b.test:ann@example.com>", "250")]
    [InlineData("<\"ann\"@example.com>", "250")]
    [InlineData("<\"a b\"@example.com>", "550 5.1.1")]
    [InlineData("<ann@[127.0.0.300]>", "553 5.1.3")]
    [InlineData("<ann@[IPv6:2001:db8::1]>", "550 5.7.1")]
    [InlineData("<\"unclosed@example.com>", "501")]
    [InlineData("<ann..b@example.com>", "553 5.1.3")]
    [InlineData("<ann@-x.test>", "553 5.1.3")]
    [Trait("Rfc", "5321-4.1.2")]
    public async Task PathsAreReadByTheGrammar(string path, string reply)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: MAIL FROM:<>\nS: 250 *\nC: RCPT TO:{path}\nS: {reply} *\nC: QUIT\nS: 221 *");
    }

    [Theory]
    [InlineData("None", false, "252 2.5.2 *", "502 5.7.0 *")]
    [InlineData("Authenticated", false, "252 2.5.2 *", "502 5.7.0 *")]
    [InlineData("Authenticated", true, "250 2.1.5 <ann@example.com>", "250-2.1.5 <ann>\nS: 250 2.1.5 <bob>")]
    [InlineData("All", false, "250 2.1.5 <ann@example.com>", "250-2.1.5 <ann>\nS: 250 2.1.5 <bob>")]
    public async Task VerificationFollowsItsPolicy(string policy, bool authenticated, string vrfy, string expn)
    {
        using SmtpFixture smtp = new(options => options.VerifyPolicy = Enum.Parse<Waypost.Server.Smtp.VerifyPolicy>(policy));
        string script = $"C: VRFY <ann@example.com>\nS: {vrfy}\nC: EXPN all\nS: {expn}\nC: VRFY nobody\nS: {(vrfy.StartsWith("250", StringComparison.Ordinal) ? "550" : "252")} *\nC: QUIT\nS: 221 *";
        await (authenticated ? smtp.PlaySubmissionAsync(SubmissionHello + script) : smtp.PlayAsync(Hello + script));
    }

    [Theory]
    [InlineData("bob@example.com", "ann@example.com", false, false)]
    [InlineData("ann+x@example.com", "Ann <ann@example.com>, sales@example.com", true, true)]
    [InlineData("ann@example.com", "ann@example.com, bob@example.com", true, false)]
    [InlineData("anyone@other.example", "anyone@other.example", true, true)]
    public async Task SubmittedAddressesMustBeTheUsersOwn(string reversePath, string from, bool mail, bool data)
    {
        using SmtpFixture smtp = new(options => options.SenderCheck = Waypost.Server.Smtp.SenderCheck.ReversePathAndFrom);
        await smtp.PlaySubmissionAsync($"{SubmissionHello}C: MAIL FROM:<{reversePath}>\nS: {(mail ? "250" : "553 5.7.1")} *\n" + (mail
            ? $"C: RCPT TO:<bob@example.com>\nS: 250 *\nC: DATA\nS: 354 *\nC: From: {from}\nC:\nC: .\nS: {(data ? "250" : "550 5.7.1")} *\n"
            : "") + "C: QUIT\nS: 221 *");
    }
}
