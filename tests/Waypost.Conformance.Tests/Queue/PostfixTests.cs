using System.Net;
using System.Text;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Queue;

/// <summary>Postfix as the remote host, both ways.</summary>
public sealed class PostfixTests
{
    private const string Domain = "post.example";

    // smtp-sink does not run as root.
    private static string[] AsNobody => Environment.UserName == "root" ? ["-u", "nobody"] : [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MailGoesToPostfixOverTlsAndItsRefusalsComeBack()
    {
        WaypostPorts ports = WaypostPorts.Free();
        await using PostfixServer postfix = await PostfixServer.StartAsync(Domain, ports.Smtp);
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(ports, WaypostServer.DeliverySettings(ports, postfix.Port), Cancellation);
        ApiSession api = new(waypost);
        MailScene scene = await MailScene.CreateAsync(api);
        await CreateZoneAsync(api);
        await Swaks.SendOkAsync(
            ports.Submission, scene.Address, $"user@{Domain},other@{Domain},nobody@{Domain}",
            "--auth", "PLAIN", "--auth-user", scene.Account, "--auth-password", scene.Password, "--header", "Subject: to postfix");

        string taken = Assert.Single(await Until.AnswerAsync(() => Task.FromResult(postfix.Mailbox("user")), messages => messages.Count > 0, Cancellation));
        Assert.Contains("Subject: to postfix", taken, StringComparison.Ordinal);
        Assert.Contains("using TLSv1", taken, StringComparison.Ordinal);
        await Until.AnswerAsync(() => Task.FromResult(postfix.Mailbox("other")), messages => messages.Count > 0, Cancellation);

        string report = Encoding.Latin1.GetString(Assert.Single(await Inbox.WaitAsync(ports, scene, 1)));
        Assert.Contains($"Final-Recipient: rfc822; nobody@{Domain}", report, StringComparison.Ordinal);
        Assert.Contains("Status: 5.1.1", report, StringComparison.Ordinal);
        Assert.Contains("Diagnostic-Code: smtp; 550 5.1.1", report, StringComparison.Ordinal);

        // All three shared one transaction, and the trace tells of each.
        JsonElement message = (await api.GetAsync($"/v1/messages?recipient=user@{Domain}")).Expect(HttpStatusCode.OK).Json.GetProperty("items")[0];
        JsonElement[] steps = [.. (await api.GetAsync($"/v1/messages/{message.GetProperty("traceId").GetString()}/events")).Expect(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];
        Assert.Equal(2, steps.Count(step => step.GetProperty("event").GetString() == "relayed"));
        Assert.Equal($"mail.{Domain}", steps.First(step => step.GetProperty("event").GetString() == "bounced").GetProperty("host").GetString());
        Assert.Contains("nrcpt=2", await postfix.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task MailFromPostfixArrivesAndItsBouncesLeave()
    {
        WaypostPorts ports = WaypostPorts.Free();
        await using PostfixServer postfix = await PostfixServer.StartAsync(Domain, ports.Smtp);
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(ports, WaypostServer.DeliverySettings(ports, postfix.Port), Cancellation);
        ApiSession api = new(waypost);
        MailScene scene = await MailScene.CreateAsync(api);
        await CreateZoneAsync(api);
        await postfix.SendAsync($"user@{Domain}", scene.Address, "from postfix");
        Assert.Contains("Subject: from postfix", Encoding.Latin1.GetString(Assert.Single(await Inbox.WaitAsync(ports, scene, 1))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-r", "data", "deferred", "450 4.3.0")]
    [InlineData("-q", "data", "deferred", "closed the connection")]
    [InlineData("-Q", "rcpt", "deferred", "421 ")]
    [InlineData("-f", "rcpt", "bounced", "500 5.3.0")]
    [InlineData("-f", ".", "bounced", "500 5.3.0")]
    [InlineData("-f", "connect", "deferred", "500 ")]
    public async Task AServersFailureIsUnderstood(string option, string command, string step, string reason)
    {
        Environment.SetEnvironmentVariable("PATH", Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin");
        Assert.SkipUnless(Tool.Find("smtp-sink") is not null, "smtp-sink is not installed (Debian: postfix)");
        int port = FreePort.Next();
        WaypostPorts ports = WaypostPorts.Free();
        await using ToolProcess sink = ToolProcess.Start("smtp-sink", [.. AsNobody, option, command, $"127.0.0.1:{port}", "10"]);
        await using WaypostProcess waypost = await WaypostProcess.StartAsync(ports, WaypostServer.DeliverySettings(ports, port), Cancellation);
        ApiSession api = new(waypost);
        MailScene scene = await MailScene.CreateAsync(api);
        await CreateZoneAsync(api);
        await Swaks.SendOkAsync(
            ports.Submission, scene.Address, $"user@{Domain}", "--auth", "PLAIN", "--auth-user", scene.Account, "--auth-password", scene.Password);
        JsonElement found = await Until.AnswerAsync(
            async () => (await api.GetAsync($"/v1/messages?recipient=user@{Domain}")).Json.GetProperty("items")[0], _ => true, Cancellation);
        string path = $"/v1/messages/{found.GetProperty("id").GetString()}/events";
        string text = await Until.AnswerAsync(async () => (await api.GetAsync(path)).Body, answer => answer.Contains($"\"{step}\"", StringComparison.Ordinal), Cancellation);
        Assert.Contains(reason, text, StringComparison.Ordinal);
    }

    private static async Task CreateZoneAsync(ApiSession api) => (await api.CreateZoneAsync(Domain, """
        $TTL 0
        @ SOA ns hostmaster 1 3600 900 1209600 0
        @ NS ns
        @ MX 10 mail
        ns A 127.0.0.1
        mail A 127.0.0.1

        """)).Expect(HttpStatusCode.Created);
}
