using System.Text;
using Waypost.Mail.Queue;

namespace Waypost.Server.Tests.Smtp;

[Trait("Rfc", "3030")]
public sealed class ChunkingTests
{
    private const string Start = "EHLO c.test\r\nMAIL FROM:<x@sender.test>\r\nRCPT TO:<ann@example.com>\r\n";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task ChunksMakeUpAMessage(int chunk)
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, Start + "BDAT 12\r\nSubject: x\r\nBDAT 2\r\n\r\nBDAT 7 LAST\r\n.\r\nhi\r\nQUIT\r\n", chunk, replies =>
            Assert.Equal(["250 2.0.0 12 octets received", "250 2.0.0 2 octets received", "250", "221"], [replies[^4], replies[^3], replies[^2][..3], replies[^1][..3]]));
        Assert.EndsWith("Subject: x\r\n\r\n.\r\nhi\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnEmptyLastChunkEndsTheMessage()
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, Start + "BDAT 9\r\nNo: CRLF!BDAT 0 LAST\r\nQUIT\r\n", 1, replies => Assert.StartsWith("250 ", replies[^2], StringComparison.Ordinal));
        Assert.EndsWith("No: CRLF!\r\n", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BinaryContentKeepsEveryOctet()
    {
        using SmtpFixture smtp = new();
        string octets = Encoding.Latin1.GetString([.. Enumerable.Range(0, 256).Select(i => (byte)i)]);
        await RawSession.PlayAsync(smtp, $"EHLO c.test\r\nMAIL FROM:<x@sender.test> BODY=BINARYMIME\r\nRCPT TO:<ann@example.com>\r\nDATA\r\nBDAT 260 LAST\r\nA: b{octets}QUIT\r\n", 0, replies =>
            Assert.Equal(["503", "250", "221"], replies[^3..].Select(reply => reply[..3])));
        (AcceptedMessage message, string content) = Assert.Single(smtp.Queue.Accepted);
        Assert.Equal(BodyKind.BinaryMime, message.Body);
        Assert.EndsWith("A: b" + octets, content, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BDAT 6 LAST\r\nNOOP\r\nQUIT\r\n", "503 5.5.1 BDAT comes after an accepted RCPT")]
    [InlineData("MAIL FROM:<x@sender.test>\r\nBDAT 6\r\nNOOP\r\nQUIT\r\n", "503 5.5.1 BDAT comes after an accepted RCPT")]
    public async Task TheOctetsOfARefusedChunkAreNoCommands(string script, string reply)
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, "EHLO c.test\r\n" + script, 1, replies =>
        {
            Assert.Equal(reply, replies[^2]);
            Assert.StartsWith("221 ", replies[^1], StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("BDAT\r\n", "501 5.5.4 Syntax: BDAT size [LAST]")]
    [InlineData("BDAT x\r\n", "501 5.5.4 Syntax: BDAT size [LAST]")]
    [InlineData("BDAT 5 FIRST\r\n", "501 5.5.4 Syntax: BDAT size [LAST]")]
    [InlineData("BDAT 99999999999999999999\r\n", "501 5.5.4 Syntax: BDAT size [LAST]")]
    [InlineData("BDAT 99999999999 LAST\r\n", "552 5.3.4 Message exceeds 36700160 octets")]
    [InlineData("BDAT 3 LAST\r\na\nbQUIT\r\n", "554 5.6.0 Message has a bare CR or LF (RFC 5321 section 2.3.8)")]
    [InlineData("BDAT 3\r\na\r\rBDAT 3 LAST\r\nx\r\nQUIT\r\n", "554 5.6.0 Message has a bare CR or LF (RFC 5321 section 2.3.8)")]
    public async Task AWrongChunkIsRefused(string script, string reply)
    {
        using SmtpFixture smtp = new();
        await RawSession.PlayAsync(smtp, Start + script, 1, replies => Assert.Equal(reply, replies[script.EndsWith("QUIT\r\n", StringComparison.Ordinal) ? ^2 : ^1]));
        Assert.Empty(smtp.Queue.Accepted);
    }

    [Fact]
    public async Task OtherCommandsWaitForTheLastChunk()
    {
        using SmtpFixture smtp = new(options => options.MaxMessageSize = 10);
        await RawSession.PlayAsync(smtp, Start + "BDAT 6\r\nabcd\r\nRCPT TO:<bob@example.com>\r\nDATA\r\nBDAT 6\r\nabcd\r\nBDAT 1 LAST\r\nxRSET\r\nQUIT\r\n", 1, replies =>
            Assert.Equal(["250", "503", "503", "552", "503", "250", "221"], replies[^7..].Select(reply => reply[..3])));
    }
}
