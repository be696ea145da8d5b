using Waypost.Mail.Queue;

namespace Waypost.Server.Tests.Smtp;

/// <summary>Whole sessions, each played line by line and byte by byte.</summary>
public sealed class SmtpTranscriptTests
{
    private const string Hello = """
        S: 220 mx.test ESMTP Waypost
        C: EHLO client.test
        S: 250-mx.test
        S: 250-PIPELINING
        S: 250-SIZE 36700160
        S: 250-8BITMIME
        S: 250-BINARYMIME
        S: 250-CHUNKING
        S: 250-ENHANCEDSTATUSCODES
        S: 250-SMTPUTF8
        S: 250-DSN
        S: 250-MT-PRIORITY
        S: 250-LIMITS RCPTMAX=1000
        S: 250 HELP

        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Rfc", "5321-D.1")]
    public async Task AMessageIsTakenForItsAccounts(int chunk)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync(Hello + """
            C: MAIL FROM:<x@sender.test> SIZE=100 BODY=8BITMIME
            S: 250 2.1.0 Sender ok
            C: RCPT TO:<Sales@Example.com>
            S: 250 2.1.5 Recipient ok
            C: RCPT TO:<anyone@other.example>
            S: 250 2.1.5 Recipient ok
            C: RCPT TO:<bob+lists@example.com>
            S: 250 2.1.5 Recipient ok
            C: DATA
            S: 354 Start mail input; end with <CRLF>.<CRLF>
            C: Subject: hello
            C:
            C: ..leading dot
            C: ..
            C: end
            C: .
            S: 250 2.0.0 * Message accepted for delivery
            C: QUIT
            S: 221 2.0.0 mx.test closing connection
            """, chunk);
        (AcceptedMessage message, string content) = Assert.Single(smtp.Queue.Accepted);
        Assert.Equal("x@sender.test", message.ReversePath);
        Assert.Equal([new QueueRecipient("Sales@Example.com", "ann", null), new QueueRecipient("bob+lists@example.com", "bob", null) { Detail = "lists" }], message.Recipients);
        Assert.StartsWith("Received: from client.test ([127.0.0.1])\r\n\tby mx.test (Waypost) with ESMTP id ", content, StringComparison.Ordinal);
        Assert.EndsWith(" +0000\r\nSubject: hello\r\n\r\n.leading dot\r\n.\r\nend\r\n", content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task CommandsOutOfOrderAreRefused(int chunk)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync("""
            S: 220 mx.test ESMTP Waypost
            C: MAIL FROM:<x@sender.test>
            S: 503 5.5.1 MAIL comes after EHLO, once a message
            C: helo client.test
            S: 250 mx.test
            C: RCPT TO:<ann@example.com>
            S: 503 5.5.1 RCPT comes after MAIL
            C: DATA
            S: 503 5.5.1 DATA comes after an accepted RCPT
            C: MAIL FROM:<>
            S: 250 2.1.0 Sender ok
            C: MAIL FROM:<>
            S: 503 5.5.1 MAIL comes after EHLO, once a message
            C: DATA
            S: 503 5.5.1 DATA comes after an accepted RCPT
            C: RSET
            S: 250 2.0.0 Reset
            C: RCPT TO:<ann@example.com>
            S: 503 5.5.1 RCPT comes after MAIL
            C: AUTH PLAIN
            S: 503 5.5.1 AUTH is offered on the submission port
            C: QUIT
            S: 221 2.0.0 mx.test closing connection
            """, chunk);
    }

    [Theory]
    [InlineData("MAIL FROM:<x@sender.test> SIZE=99999999", "552 5.3.4 Message exceeds 36700160 octets")]
    [InlineData("MAIL FROM:<x@sender.test> SIZE=a", "501 5.5.4 Bad value of parameter SIZE")]
    [InlineData("MAIL FROM:<x@sender.test> BODY=9BIT", "501 5.5.4 Bad value of parameter BODY")]
    [InlineData("MAIL FROM:<x@sender.test> XFOO=1", "555 5.5.4 MAIL parameter XFOO not recognized")]
    [InlineData("MAIL FROM:<x@sender.test> SIZE=1 SIZE=2", "501 5.5.4 Syntax: MAIL FROM:<reverse-path>")]
    [InlineData("MAIL FROM:x@sender.test", "501 5.5.4 Syntax: MAIL FROM:<reverse-path>")]
    [InlineData("MAIL FROM:<x@>", "553 5.1.7 Bad reverse-path address syntax")]
    [InlineData("MAIL FROM:<x", "501 5.5.4 Syntax: MAIL FROM:<reverse-path>")]
    [InlineData("MAIL", "501 5.5.4 Syntax: MAIL FROM:<reverse-path>")]
    [InlineData("EHLO", "501 5.5.4 Syntax: EHLO domain")]
    [InlineData("EHLO a b", "501 5.5.4 Syntax: EHLO domain")]
    [InlineData("VRFY ann", "252 2.5.2 *")]
    [InlineData("EXPN all", "502 5.7.0 EXPN is not allowed here")]
    [InlineData("", "500 5.5.2 Command not recognized")]
    [InlineData("NOOP whatever", "250 2.0.0 OK")]
    [InlineData("MAIL FROM:<j\u00f6rg@sender.test>", "500 5.5.2 Line is not UTF-8")]
    [InlineData("MAIL FROM:<j\u00c3\u00b6rg@sender.test>", "550 5.6.7 An address beyond ASCII needs the SMTPUTF8 parameter")]
    [InlineData("MAIL FROM:<j\u00c3\u00b6rg@sender.test> SMTPUTF8", "250 2.1.0 Sender ok")]
    public async Task ALineHasItsReply(string line, string reply)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: {line}\nS: {reply}\nC: QUIT\nS: 221 *");
    }

    [Theory]
    [InlineData("x@sender.test", "nobody@example.com", "550 5.1.1 User unknown")]
    [InlineData("spammer@bad.test", "ann@example.com", "550 5.7.1 Access denied")]
    [InlineData("x@sender.test", "y@remote.test", "550 5.7.1 Relaying denied")]
    [InlineData("x@sender.test", "y%remote.test@example.com", "550 5.7.1 Relaying denied")]
    [InlineData("x@sender.test", "@", "553 5.1.3 Bad recipient address syntax")]
    [InlineData("x@sender.test", "postmaster", "550 5.1.1 User unknown")]
    [InlineData("", "ann@example.com", "250 2.1.5 Recipient ok")]
    public async Task ARecipientHasItsReply(string from, string to, string reply)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: MAIL FROM:<{from}>\nS: 250 *\nC: RCPT TO:<{to}>\nS: {reply}\nC: QUIT\nS: 221 *");
    }

    [Fact]
    public async Task ADiscardedMessageIsAcceptedAndDropped()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync(Hello + """
            C: MAIL FROM:<x@dropped.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 2.1.5 Recipient ok
            C: DATA
            S: 354 *
            C: Subject: gone
            C: .
            S: 250 2.0.0 * Message accepted for delivery
            C: QUIT
            S: 221 *
            """);
        Assert.Empty(smtp.Queue.Accepted);
    }

    [Theory]
    [InlineData("bare\nline", 0)]
    [InlineData("bare\rreturn", 0)]
    [InlineData("\n.\nMAIL FROM:<smuggled@x.test>", 1)]
    [InlineData(".\rx", 1)]
    [InlineData("x\n.", 0)]
    [Trait("Rfc", "5321-2.3.8")]
    public async Task ContentWithABareLineEndIsRefused(string text, int chunk)
    {
        using SmtpFixture smtp = new();
        // The transcript is split at LF, so the text travels with placeholders for the raw octets.
        await RawSession.PlayAsync(smtp, $"EHLO c.test\r\nMAIL FROM:<x@sender.test>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\n{text}\r\n.\r\nQUIT\r\n", chunk, replies =>
        {
            Assert.Equal("554 5.6.0 Message has a bare CR or LF (RFC 5321 section 2.3.8)", replies[^2]);
            Assert.StartsWith("221 ", replies[^1], StringComparison.Ordinal);
        });
        Assert.Empty(smtp.Queue.Accepted);
    }

    [Theory]
    [InlineData("NOOP\nNOOP\r\n", "500 5.5.2 Line must end in CRLF and have no bare CR, LF or NUL")]
    [InlineData("NO\rOP\r\n", "500 5.5.2 Line must end in CRLF and have no bare CR, LF or NUL")]
    [InlineData("NO\0OP\r\n", "500 5.5.2 Line must end in CRLF and have no bare CR, LF or NUL")]
    public async Task ACommandWithABareLineEndIsRefused(string line, string reply)
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, line + "QUIT\r\n", 0, replies => Assert.Equal(reply, replies[1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public async Task ALineThatIsTooLongIsRefusedAndTheSessionGoesOn(int chunk)
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync($"{Hello}C: NOOP {new string('x', 20000)}\nS: 500 5.5.2 Line too long\nC: NOOP\nS: 250 *\nC: QUIT\nS: 221 *", chunk);
    }

    [Fact]
    public async Task LimitsAreKept()
    {
        using SmtpFixture smtp = new(options =>
        {
            options.MaxRecipients = 1;
            options.MaxMessageSize = 20;
            options.MaxErrors = 2;
        });
        await smtp.PlayAsync(Hello.Replace("36700160", "20", StringComparison.Ordinal).Replace("RCPTMAX=1000", "RCPTMAX=1", StringComparison.Ordinal) + """
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 *
            C: RCPT TO:<bob@example.com>
            S: 452 4.5.3 Too many recipients
            C: DATA
            S: 354 *
            C: This line is longer than 20 octets.
            C: And there is more.
            C: .
            S: 552 5.3.4 Message exceeds 20 octets
            C: WHAT
            S: 421 4.7.0 mx.test Too many errors
            """);
    }

    [Fact]
    public async Task AFailedCommitIsNoAcceptance()
    {
        using SmtpFixture smtp = new();
        smtp.Queue.FailNext = true;
        await smtp.PlayAsync(Hello + """
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 *
            C: DATA
            S: 354 *
            C: .
            S: 451 4.3.0 Message not stored, try again later
            C: QUIT
            S: 221 *
            """);
    }

    [Fact]
    public async Task AMessageThatGoesInCirclesIsRefused()
    {
        using SmtpFixture smtp = new(options => options.MaxHops = 2);
        await smtp.PlayAsync(Hello + """
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 *
            C: DATA
            S: 354 *
            C: Received: from a
            C: Received: from b
            C: RECEIVED: from c
            C: .
            S: 554 5.4.6 Too many hops
            C: QUIT
            S: 221 *
            """);
    }

    [Fact]
    public async Task PipelinedCommandsAreAnsweredInOrder()
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, "EHLO c.test\r\nMAIL FROM:<x@sender.test>\r\nRCPT TO:<nobody@example.com>\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nSubject: x\r\n\r\nhi\r\n.\r\nQUIT\r\n", 0, replies =>
            Assert.Equal(["250", "550", "250", "354", "250", "221"], replies[^6..].Select(reply => reply[..3])));
        Assert.EndsWith("Subject: x\r\n\r\nhi\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rfc", "5321-4.5.3.2")]
    public async Task ASilentClientIsSentAway()
    {
        using SmtpFixture smtp = new(options => options.CommandTimeout = TimeSpan.FromMilliseconds(50));
        await smtp.PlayAsync("S: 220 *\nS: 421 4.4.2 mx.test Timeout, closing connection");
    }

    [Fact]
    public async Task ALongConnectionIsSentAway()
    {
        using SmtpFixture smtp = new(options => options.ConnectionTimeout = TimeSpan.FromMilliseconds(50));
        await smtp.PlayAsync("S: 220 *\nS: 421 4.3.2 mx.test Closing connection, try again later");
    }

    [Fact]
    public async Task OneConnectionTooManyIsTurnedAway()
    {
        using SmtpFixture smtp = new(options => options.MaxConnections = 0);
        await smtp.PlayAsync("S: 421 4.3.2 mx.test Too many connections");
    }
}
