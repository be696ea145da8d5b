using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Waypost.Server.Connections;

namespace Waypost.Server.Tests.Smtp;

/// <summary>Who a client is when a proxy stands between: PROXY protocol, XCLIENT, LMTP.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 56324 25\r\n", "192.0.2.1:56324")]
    [InlineData("PROXY TCP6 2001:db8::1 2001:db8::2 56324 25\r\n", "[2001:db8::1]:56324")]
    [InlineData("PROXY UNKNOWN\r\n", "127.0.0.1:40000")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x01\xc0\0\x02\x02\xdc\x04\0\x19", "192.0.2.1:56324")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0f\xc0\0\x02\x01\xc0\0\x02\x02\xdc\x04\0\x19\x04\0\0", "192.0.2.1:56324")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x20\0\0\0", "127.0.0.1:40000")]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 99999 25\r\n", null)]
    [InlineData("PROXY TCP4 2001:db8::1 192.0.2.2 5 25\r\n", null)]
    [InlineData("PROXY \n", null)]
    [InlineData("EHLO x\r\n", null)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x11\x11\0\x0c\xc0\0\x02\x01\xc0\0\x02\x02\xdc\x04\0\x19", null)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x04\xc0\0\x02\x01", null)]
    public async Task AHeaderNamesTheClient(string header, string? client)
    {
        foreach (int chunk in new[] { 1, 400 })
        {
            (string? endPoint, string rest) = await ReadAsync(Encoding.Latin1.GetBytes(header + (client is null ? "" : "rest")), chunk);
            Assert.Equal(client, endPoint);
            Assert.Equal(client is null ? "" : "rest", rest);
        }
    }

    [Fact]
    public async Task AHeaderIsNeededOnlyFromTrustedNetworks()
    {
        (string? endPoint, string rest) = await ReadAsync("EHLO x"u8.ToArray(), 400, trusted: "10.0.0.0/8, 2001:db8::/32");
        Assert.Equal("127.0.0.1:40000", endPoint);
        Assert.Equal("EHLO x", rest);
        Assert.Null(NetworkList.Problem("10.0.0.0/8,192.0.2.1"));
        Assert.Equal("10.0.0.0/99", NetworkList.Problem("10.0.0.0/99"));
    }

    [Fact]
    public async Task XclientReplacesTheClient()
    {
        using SmtpFixture smtp = new(options => options.XClientNetworks = "127.0.0.1");
        smtp.Change(tables => tables with { AccessEntries = tables.AccessEntries.Add("Connect:192.0.2.66", "REJECT") });
        string hello = "C: EHLO c.test\n" + string.Concat(Enumerable.Repeat("S: 250-*\n", 11)) + "S: 250-XCLIENT NAME ADDR PORT PROTO HELO LOGIN\nS: 250 HELP\n";
        await smtp.PlayAsync("S: 220 *\n" + hello + "C: XCLIENT NAME=spike.porcupine.org ADDR=192.0.2.66 PROTO=ESMTP\nS: 220 *\nC: EHLO c.test\n" + string.Concat(Enumerable.Repeat("S: 250-*\n", 12)) + """
            S: 250 HELP
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 550 5.7.1 Access denied
            C: RSET
            S: 250 *
            C: XCLIENT ADDR=192.0.2.300
            S: 501 5.5.4 Bad XCLIENT attribute ADDR
            C: XCLIENT ADDR=IPv6:2001:db8::5 NAME=[UNAVAILABLE] HELO=proxied.test
            S: 220 *
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 *
            C: DATA
            S: 354 *
            C: .
            S: 250 *
            C: QUIT
            S: 221 *
            """);
        Assert.StartsWith("Received: from proxied.test ([IPv6:2001:db8::5])", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task XclientIsNotForEverybody()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync("S: 220 *\nC: XCLIENT ADDR=192.0.2.66\nS: 550 5.7.0 XCLIENT is not allowed from here\nC: QUIT\nS: 221 *");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Rfc", "2033-4.2")]
    public async Task LmtpAnswersContentOnceARecipient(int chunk)
    {
        using SmtpFixture smtp = new();
        await Waypost.Testing.Transcripts.Transcript.RunAsync(smtp.Lmtp, "S: 220 mx.test LMTP Waypost\nC: EHLO c.test\nS: 500 5.5.1 *\nC: HELO c.test\nS: 500 *\nC: LHLO c.test\n" + string.Concat(Enumerable.Repeat("S: 250-*\n", 11)) + """
            S: 250 HELP
            C: MAIL FROM:<x@sender.test>
            S: 250 *
            C: RCPT TO:<ann@example.com>
            S: 250 *
            C: RCPT TO:<nobody@example.com>
            S: 550 *
            C: RCPT TO:<bob@example.com>
            S: 250 *
            C: DATA
            S: 354 *
            C: Subject: x
            C: .
            S: 250 2.0.0 *
            S: 250 2.0.0 *
            C: QUIT
            S: 221 *
            """, chunk);
        Assert.Contains(" with LMTP id ", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LhloIsNotForSmtp()
    {
        using SmtpFixture smtp = new();
        await smtp.PlayAsync("S: 220 *\nC: LHLO c.test\nS: 500 *\nC: QUIT\nS: 221 *");
    }

    private static async Task<(string? Client, string After)> ReadAsync(byte[] octets, int chunk, string trusted = "127.0.0.0/8")
    {
        Pipe toServer = new(), toClient = new();
        DefaultConnectionContext context = new("p", new Duplex(toServer.Reader, toClient.Writer), new Duplex(toClient.Reader, toServer.Writer)) { RemoteEndPoint = new IPEndPoint(IPAddress.Loopback, 40000) };
        string? seen = null, rest = "";
        Task served = ProxyProtocol.RunAsync(
            context,
            async connection =>
            {
                seen = connection.RemoteEndPoint!.ToString();
                using StreamReader reader = new(connection.Transport.Input.AsStream());
                rest = await reader.ReadToEndAsync();
            },
            NetworkList.Parse(trusted),
            TimeSpan.FromMinutes(1),
            TimeProvider.System);
        foreach (byte[] part in octets.Chunk(chunk))
        {
            await toServer.Writer.WriteAsync(part);
        }

        await toServer.Writer.CompleteAsync();
        await served;
        return (seen, rest);
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
