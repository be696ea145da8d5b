using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Net.Pop3;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Tls;

/// <summary>One server with a certificate; clients trust it by its thumbprint.</summary>
public sealed class TlsServer : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("waypost-tls-").FullName;

    public WaypostProcess Process { get; private set; } = null!;

    public MailScene Scene { get; private set; } = null!;

    public string Thumbprint { get; private set; } = "";

    public int Https { get; } = FreePort.Next();

    public int Submissions { get; } = FreePort.Next();

    public int Pop3s { get; } = FreePort.Next();

    public int Imaps { get; } = FreePort.Next();

    private string CertificatePath => Path.Combine(_directory, "cert.pem");

    private string KeyPath => Path.Combine(_directory, "key.pem");

    public void Renew() => Thumbprint = TestCertificate.Write(CertificatePath, KeyPath);

    public async ValueTask InitializeAsync()
    {
        Renew();
        Dictionary<string, string> settings = new()
        {
            ["WAYPOST_Tls__CertificatePath"] = CertificatePath,
            ["WAYPOST_Tls__KeyPath"] = KeyPath,
            ["WAYPOST_Http__TlsPort"] = Text(Https),
            ["WAYPOST_Smtp__SubmissionsPort"] = Text(Submissions),
            ["WAYPOST_Pop3__TlsPort"] = Text(Pop3s),
            ["WAYPOST_Imap__TlsPort"] = Text(Imaps),
        };
        Process = await WaypostProcess.StartAsync(WaypostPorts.Free(), settings, TestContext.Current.CancellationToken);
        Scene = await MailScene.CreateAsync(new ApiSession(Process));
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}

public sealed class TlsTests(TlsServer server) : IClassFixture<TlsServer>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    [Trait("RFC", "3207, 8314")]
    public async Task MailIsSubmittedInsideTls(SecureSocketOptions how)
    {
        using SmtpClient client = new() { ServerCertificateValidationCallback = IsTheServers };
        await client.ConnectAsync("localhost", how == SecureSocketOptions.StartTls ? server.Process.Ports.Submission : server.Submissions, how, Cancellation);
        await client.AuthenticateAsync(server.Scene.Account, server.Scene.Password, Cancellation);
        using MimeMessage message = new() { Subject = $"inside {how}", Body = new TextPart("plain") { Text = "hello" } };
        message.From.Add(MailboxAddress.Parse(server.Scene.Address));
        message.To.Add(MailboxAddress.Parse(server.Scene.Address));
        await client.SendAsync(message, Cancellation);
        await client.DisconnectAsync(quit: true, Cancellation);
        string stored = await Until.AnswerAsync(
            async () => string.Concat((await Inbox.OverImapAsync(server.Process.Ports, server.Scene.Account, server.Scene.Password)).Select(Encoding.Latin1.GetString)),
            all => all.Contains($"Subject: inside {how}", StringComparison.Ordinal),
            Cancellation);
        // RFC 3848: TLS and AUTH show in the trace field.
        Assert.Contains("with ESMTPSA", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    [Trait("RFC", "9051 section 6.2.1")]
    public async Task AMailboxIsReadByImapInsideTls(SecureSocketOptions how)
    {
        using ImapClient client = new() { ServerCertificateValidationCallback = IsTheServers };
        await client.ConnectAsync("localhost", how == SecureSocketOptions.StartTls ? server.Process.Ports.Imap : server.Imaps, how, Cancellation);
        await client.AuthenticateAsync(server.Scene.Account, server.Scene.Password, Cancellation);
        await client.Inbox!.OpenAsync(FolderAccess.ReadWrite, Cancellation);
        byte[] large = Encoding.ASCII.GetBytes("Subject: large\r\n\r\n" + string.Concat(Enumerable.Repeat(new string('x', 70) + "\r\n", 20_000)));
        using MimeMessage message = await MimeMessage.LoadAsync(new MemoryStream(large), Cancellation);
        UniqueId? uid = await client.Inbox.AppendAsync(message, cancellationToken: Cancellation);
        using MimeMessage back = await client.Inbox.GetMessageAsync(uid!.Value, Cancellation);
        Assert.Equal("large", back.Subject);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    [Theory]
    [InlineData(SecureSocketOptions.StartTls)]
    [InlineData(SecureSocketOptions.SslOnConnect)]
    [Trait("RFC", "2595 section 4")]
    public async Task AMaildropIsReadInsideTls(SecureSocketOptions how)
    {
        using Pop3Client client = new() { ServerCertificateValidationCallback = IsTheServers };
        await client.ConnectAsync("localhost", how == SecureSocketOptions.StartTls ? server.Process.Ports.Pop3 : server.Pop3s, how, Cancellation);
        // The maildrop has one session at a time, and the other row of this test may hold it.
        await Until.AnswerAsync(async () =>
        {
            try
            {
                await client.AuthenticateAsync(server.Scene.Account, server.Scene.Password, Cancellation);
                return true;
            }
            catch (AuthenticationException)
            {
                return false;
            }
        }, done => done, Cancellation);
        Assert.True(client.Count >= 0);
        await client.DisconnectAsync(quit: true, Cancellation);
    }

    [Fact]
    [Trait("RFC", "3207 section 6")]
    public async Task WhatStandsInTheClearBehindStartTlsEndsTheConnection()
    {
        using TcpClient client = new("127.0.0.1", server.Process.Ports.Smtp);
        await client.GetStream().WriteAsync("EHLO a\r\nSTARTTLS\r\nRSET\r\n"u8.ToArray(), Cancellation);
        using StreamReader reader = new(client.GetStream());
        string all = await reader.ReadToEndAsync(Cancellation);
        Assert.EndsWith("220 2.0.0 Ready to start TLS", all.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARenewedCertificateIsUsedWithoutARestart()
    {
        string before = await ThumbprintAsync();
        Assert.Equal(server.Thumbprint, before);
        server.Renew();
        Assert.NotEqual(server.Thumbprint, before);
        await Until.AnswerAsync(ThumbprintAsync, seen => seen == server.Thumbprint, Cancellation);
    }

    [Fact]
    public async Task TheApiIsThereOverTls()
    {
        using HttpClientHandler handler = new() { ServerCertificateCustomValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=localhost" };
        using HttpClient http = new(handler);
        Assert.Contains("200", (await http.GetAsync(new Uri($"https://localhost:{server.Https}/healthz"), Cancellation)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongCertificatePathStopsTheStart()
    {
        await using WaypostProcess process = WaypostProcess.Prepare(WaypostPorts.Free(), new Dictionary<string, string> { ["WAYPOST_Tls__CertificatePath"] = "/nowhere/cert.pem" });
        Assert.Equal(1, await process.RunToExitAsync(Cancellation));
        await Until.AnswerAsync(() => Task.FromResult(process.Log), log => log.Contains("Tls:CertificatePath", StringComparison.Ordinal), Cancellation);
    }

    private static bool IsTheServers(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate?.Subject == "CN=localhost";

    private async Task<string> ThumbprintAsync()
    {
        using TcpClient client = new("127.0.0.1", server.Imaps);
        string thumbprint = "";
        await using SslStream stream = new(client.GetStream(), leaveInnerStreamOpen: false, (_, certificate, _, _) =>
        {
            thumbprint = certificate!.GetCertHashString();
            return certificate is not null;
        });
        await stream.AuthenticateAsClientAsync("localhost");
        return thumbprint;
    }
}
