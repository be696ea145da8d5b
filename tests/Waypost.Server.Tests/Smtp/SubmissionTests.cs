namespace Waypost.Server.Tests.Smtp;

[Trait("Rfc", "6409")]
public sealed class SubmissionTests
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
        S: 250-FUTURERELEASE 2592000 *Z
        S: 250-LIMITS RCPTMAX=1000
        S: 250-AUTH SCRAM-SHA-256 PLAIN LOGIN
        S: 250 HELP

        """;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AnAuthenticatedUserMayRelay(int chunk)
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync(Hello + """
            C: MAIL FROM:<ann@example.com>
            S: 530 5.7.0 Authentication required
            C: AUTH PLAIN AGFubgBzZWNyZXQ=
            S: 235 2.7.0 Authentication successful
            C: AUTH PLAIN AGFubgBzZWNyZXQ=
            S: 503 5.5.1 Already authenticated
            C: MAIL FROM:<ann@example.com> AUTH=<>
            S: 250 2.1.0 Sender ok
            C: RCPT TO:<y@remote.test>
            S: 250 2.1.5 Recipient ok
            C: DATA
            S: 354 *
            C: Subject: hi
            C:
            C: Date: not a field
            C: .
            S: 250 2.0.0 *
            C: QUIT
            S: 221 *
            """, chunk);
        (Waypost.Mail.Queue.AcceptedMessage message, string content) = Assert.Single(smtp.Queue.Accepted);
        Assert.Equal("y@remote.test", Assert.Single(message.Recipients).RemoteAddress);
        Assert.Matches("(?s)^Received: .* with ESMTPA id .*\r\nDate: .* \\+0000\r\nMessage-ID: <[0-9a-f]{32}@mx.test>\r\nFrom: ann@example.com\r\nSubject: hi\r\n\r\nDate: not a field\r\n$", content);
    }

    [Fact]
    public async Task DateAndMessageIdOfTheClientAreKept()
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync(Hello + """
            C: AUTH LOGIN
            S: 334 VXNlcm5hbWU6
            C: YW5uQGV4YW1wbGUuY29t
            S: 334 UGFzc3dvcmQ6
            C: c2VjcmV0
            S: 235 2.7.0 Authentication successful
            C: MAIL FROM:<ann@example.com>
            S: 250 *
            C: RCPT TO:<bob@example.com>
            S: 250 *
            C: DATA
            S: 354 *
            C: DATE: Tue, 24 Nov 2026 07:00:00 +0000
            C: Message-Id : <x@y>
            C:
            C: .
            S: 250 *
            C: QUIT
            S: 221 *
            """);
        Assert.EndsWith("From: ann@example.com\r\nDATE: Tue, 24 Nov 2026 07:00:00 +0000\r\nMessage-Id : <x@y>\r\n\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("C: AUTH PLAIN AGFubgB3cm9uZw==\nS: 535 5.7.8 Authentication credentials invalid")]
    [InlineData("C: AUTH PLAIN\nS: 334 \nC: AGFubgBzZWNyZXQ=\nS: 235 *")]
    [InlineData("C: AUTH PLAIN\nS: 334 \nC: *\nS: 501 5.7.0 Authentication cancelled")]
    [InlineData("C: AUTH PLAIN !!!\nS: 501 5.5.2 Cannot decode the response")]
    [InlineData("C: AUTH PLAIN =\nS: 501 5.5.2 Cannot decode the response")]
    [InlineData("C: AUTH PLAIN Ym9iAGFubgBzZWNyZXQ=\nS: 535 *")]
    [InlineData("C: AUTH CRAM-MD5\nS: 504 5.5.4 Authentication mechanism not recognized")]
    [InlineData("C: AUTH\nS: 501 5.5.4 *")]
    [InlineData("C: AUTH LOGIN YW5u\nS: 334 *\nC: *\nS: 501 *")]
    [InlineData("C: AUTH PLAIN AAA=\nS: 535 *\nC: AUTH PLAIN AGEAYg==\nS: 535 *\nC: AUTH PLAIN AGEAYg==\nS: 421 4.7.0 mx.test Too many authentication failures")]
    public async Task AuthenticationHasItsReplies(string script)
    {
        using SmtpFixture smtp = new();
        await smtp.PlaySubmissionAsync(Hello + script + (script.Contains("421", StringComparison.Ordinal) ? "" : "\nC: QUIT\nS: 221 *"));
    }
}
