using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Waypost.Server.Tests.Imap;
using Waypost.Testing.Processes;

namespace Waypost.Server.Tests.Smtp;

/// <summary>Real clients over loopback.</summary>
public sealed class SmtpClientTests
{
    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task MailKitSubmitsAMessage(string mechanism)
    {
        using SmtpFixture smtp = new();
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Submission);
        using SmtpClient client = new();
        await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.None, TestContext.Current.CancellationToken);
        client.AuthenticationMechanisms.RemoveWhere(offered => offered != mechanism);
        await client.AuthenticateAsync("ann@example.com", "secret", TestContext.Current.CancellationToken);
        MimeMessage message = new(new[] { new MailboxAddress("Ann", "ann@example.com") }, new[] { new MailboxAddress("Bob", "bob@example.com") }, "hi", new TextPart("plain") { Text = ".dot\r\nsn\u00f6\r\n" });
        await client.SendAsync(message, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
        (Mail.Queue.AcceptedMessage accepted, string _) = Assert.Single(smtp.Queue.Accepted);
        Assert.Equal("bob", Assert.Single(accepted.Recipients).Account);
        Assert.Contains("\r\n.dot\r\n", Encoding.UTF8.GetString(accepted.Content.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x@sender.test", "ann@example.com", 0, "250 2.0.0")]
    [InlineData("x@sender.test", "sales@example.com", 0, "250 2.0.0")]
    [InlineData("x@sender.test", "anyone@other.example", 0, "250 2.0.0")]
    [InlineData("x@dropped.test", "ann@example.com", 0, "250 2.0.0")]
    [InlineData("x@sender.test", "nobody@example.com", 24, "550 5.1.1")]
    [InlineData("spammer@bad.test", "ann@example.com", 24, "550 5.7.1")]
    [InlineData("x@sender.test", "y@remote.test", 24, "550 5.7.1")]
    public async Task SwaksIsAnswered(string from, string to, int exitCode, string reply)
    {
        if (Tool.Find("swaks") is not { } swaks)
        {
            Assert.Skip("swaks is not installed");
            return;
        }

        using SmtpFixture smtp = new();
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Transfer);
        ToolRun run = await Tool.RunAsync(swaks, ["--server", "127.0.0.1", "--port", listener.Port.ToString(), "--helo", "client.test", "--from", from, "--to", to], TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        Assert.Contains(reply, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SmtpSourceSendsOverSeveralSessions()
    {
        if (Tool.Find("smtp-source") is not { } source)
        {
            Assert.Skip("smtp-source is not installed");
            return;
        }

        using SmtpFixture smtp = new();
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Transfer);
        ToolRun run = await Tool.RunAsync(source, ["-s", "5", "-m", "50", "-l", "4096", "-f", "x@sender.test", "-t", "ann@example.com", $"127.0.0.1:{listener.Port}"], TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.Equal(50, smtp.Queue.Accepted.Count);
    }

    [Theory]
    [InlineData("scram-sha-256")]
    [InlineData("plain")]
    [InlineData("login")]
    public async Task MsmtpSubmitsAMessage(string mechanism)
    {
        if (Tool.Find("msmtp") is not { } msmtp)
        {
            Assert.Skip("msmtp is not installed");
            return;
        }

        using SmtpFixture smtp = new();
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Submission);
        // Its standard input is closed, so the message has no fields: what submission adds is all it has.
        ToolRun run = await Tool.RunAsync(
            msmtp,
            ["--host=127.0.0.1", $"--port={listener.Port}", $"--auth={mechanism}", "--user=ann", "--passwordeval=echo secret", "--tls=off", "--from=ann@example.com", "--dsn-notify=success,failure", "--dsn-return=headers", "--", "bob@example.com"],
            TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, run.ToString());
        Mail.Queue.AcceptedMessage accepted = Assert.Single(smtp.Queue.Accepted).Message;
        Assert.Equal(Mail.Queue.DsnReturn.Headers, accepted.Return);
        Assert.Equal(Mail.Queue.DsnNotify.Success | Mail.Queue.DsnNotify.Failure, Assert.Single(accepted.Recipients).Notify);
    }

    [Fact]
    public async Task ASlowClientIsToldThatTheServerGoesDown()
    {
        using SmtpFixture smtp = new();
        using System.Net.Sockets.TcpClient client = new();
        await using (KestrelListener listener = await KestrelListener.StartAsync(smtp.Transfer))
        {
            await client.ConnectAsync("127.0.0.1", listener.Port, TestContext.Current.CancellationToken);
            Assert.StartsWith("220 ", await ReadAsync(client), StringComparison.Ordinal);
        }

        Assert.StartsWith("421 4.3.2 ", await ReadAsync(client), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(System.Net.Sockets.TcpClient client)
    {
        byte[] buffer = new byte[512];
        int count = await client.GetStream().ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }
}
