using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Waypost.Mail.Authentication;
using Waypost.Mail.Store;
using Waypost.Server.Tests.Imap;

namespace Waypost.Server.Tests.Smtp;

/// <summary>STARTTLS and what there is only inside it, with MailKit over a real socket.</summary>
public sealed class TlsSubmissionTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-smtp-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [InlineData("SCRAM-SHA-256")]
    [InlineData("SCRAM-SHA-256-PLUS")]
    [InlineData("PLAIN")]
    public async Task MailKitLogsInInsideTls(string mechanism)
    {
        using SmtpFixture smtp = new(certificatePath: Certificate());
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Submission);
        using SmtpClient client = new() { ServerCertificateValidationCallback = IsOurs };
        await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.StartTls, TestContext.Current.CancellationToken);
        Assert.Contains(mechanism, client.AuthenticationMechanisms);
        client.AuthenticationMechanisms.RemoveWhere(offered => offered != mechanism);
        await client.AuthenticateAsync("ann@example.com", "secret", TestContext.Current.CancellationToken);
        MimeMessage message = new(new[] { new MailboxAddress("Ann", "ann@example.com") }, new[] { new MailboxAddress("Bob", "bob@example.com") }, "hi", new TextPart("plain") { Text = "x" });
        await client.SendAsync(message, TestContext.Current.CancellationToken);
        await client.DisconnectAsync(true, TestContext.Current.CancellationToken);
        Assert.Contains(" with ESMTPSA id ", Assert.Single(smtp.Queue.Accepted).Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongPasswordFailsWithEveryMechanism()
    {
        using SmtpFixture smtp = new(certificatePath: Certificate());
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Submission);
        foreach (string mechanism in new[] { "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS", "PLAIN", "LOGIN" })
        {
            using SmtpClient client = new() { ServerCertificateValidationCallback = IsOurs };
            await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.StartTls, TestContext.Current.CancellationToken);
            client.AuthenticationMechanisms.RemoveWhere(offered => offered != mechanism);
            await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("ann", "wrong", TestContext.Current.CancellationToken));
            await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("nobody", "secret", TestContext.Current.CancellationToken));
        }
    }

    [Theory]
    [InlineData("OAUTHBEARER")]
    [InlineData("XOAUTH2")]
    public async Task ABearerTokenLogsInWhereThereIsAnIssuer(string mechanism)
    {
        using SmtpFixture smtp = new(certificatePath: Certificate(), tokens: new OneToken());
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Submission);
        foreach ((string token, bool good) in new[] { ("right", true), ("wrong", false) })
        {
            using SmtpClient client = new() { ServerCertificateValidationCallback = IsOurs };
            await client.ConnectAsync("127.0.0.1", listener.Port, SecureSocketOptions.StartTls, TestContext.Current.CancellationToken);
            SaslMechanism sasl = mechanism == "XOAUTH2" ? new SaslMechanismOAuth2("ann", token) : new SaslMechanismOAuthBearer("ann", token);
            Task login = client.AuthenticateAsync(sasl, TestContext.Current.CancellationToken);
            if (good)
            {
                await login;
            }
            else
            {
                await Assert.ThrowsAsync<AuthenticationException>(() => login);
            }
        }
    }

    [Fact]
    [Trait("Rfc", "8689-2")]
    public async Task RequireTlsIsOfferedInsideTlsAndReachesTheQueue()
    {
        using SmtpFixture smtp = new(certificatePath: Certificate());
        await using KestrelListener listener = await KestrelListener.StartAsync(smtp.Transfer);
        using TcpClient client = new("127.0.0.1", listener.Port);
        await ExchangeAsync(client.GetStream(), null, "EHLO c.test", "STARTTLS");
        await using SslStream tls = new(client.GetStream(), false, IsOurs);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "mx.test" }, TestContext.Current.CancellationToken);
        string said = await ExchangeAsync(tls, "EHLO c.test", "MAIL FROM:<x@sender.test> REQUIRETLS", "RCPT TO:<ann@example.com>", "DATA", "Subject: x\r\n.", "QUIT");
        Assert.Contains("250-REQUIRETLS\r\n", said, StringComparison.Ordinal);
        Assert.DoesNotContain("STARTTLS", said, StringComparison.Ordinal);
        Assert.True(Assert.Single(smtp.Queue.Accepted).Message.RequireTls);
    }

    [Fact]
    public async Task WhatIsPipelinedBehindStartTlsEndsTheConnection()
    {
        using SmtpFixture smtp = new(certificatePath: Certificate());
        await RawSession.PlayAsync(smtp, "EHLO c.test\r\nSTARTTLS\r\nMAIL FROM:<injected@x.test>\r\nRCPT TO:<ann@example.com>\r\n", 0, replies =>
            Assert.DoesNotContain(replies, reply => reply.Contains("Sender ok", StringComparison.Ordinal)));
    }

    // Sends a line and reads its reply, each in turn; a null waits for the greeting.
    private static async Task<string> ExchangeAsync(Stream stream, params string?[] lines)
    {
        StringBuilder said = new();
        byte[] buffer = new byte[4096];
        foreach (string? line in lines)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(line is null ? "" : line + "\r\n"), TestContext.Current.CancellationToken);
            string reply;
            do
            {
                int count = await stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
                Assert.True(count > 0);
                reply = Encoding.ASCII.GetString(buffer, 0, count);
                said.Append(reply);
            }
            while (!reply.Split("\r\n")[^2][3..].StartsWith(' '));
        }

        return said.ToString();
    }

    private static bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject == "CN=mx.test";

    private string Certificate()
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new("CN=mx.test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = Path.Combine(_directory, "mx.pem");
        File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem() + "\n");
        return path;
    }

    private sealed class OneToken : IBearerTokens
    {
        public Task<AccountLogin?> CheckAsync(string? userName, string token, CancellationToken cancellationToken) =>
            Task.FromResult(userName == "ann" && token == "right" ? new AccountLogin(1, "ann") : null);
    }
}
