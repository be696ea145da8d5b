using System.Net;
using System.Text;
using System.Text.Json;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Queue;

public sealed class QueueTests(WaypostServer server)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageToADomainWithALiveMxIsRelayed()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string domain = await RemoteDomainAsync("127.0.0.1");
        string recipient = $"carol@{domain}";
        await SubmitAsync(scene, recipient, "--header", "Subject: to be relayed");
        IReadOnlyList<SunkMessage> taken = await Until.AnswerAsync(
            () => Task.FromResult(server.Sink.MessagesTo(recipient)), messages => messages.Count > 0, Cancellation);
        SunkMessage message = Assert.Single(taken);
        Assert.Equal(scene.Address, message.ReversePath);
        string content = Encoding.Latin1.GetString(message.Content);
        Assert.Contains("Subject: to be relayed", content, StringComparison.Ordinal);
        Assert.Contains("Received:", content, StringComparison.Ordinal);
        await Until.AnswerAsync(() => FindAsync(recipient), found => found is null, Cancellation);
    }

    [Fact]
    public async Task AMessageToADeadMxWaitsWithItsReasonAndNextAttempt()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string recipient = $"dave@{await RemoteDomainAsync("127.0.0.2")}";
        await SubmitAsync(scene, recipient);
        // The schedule of the fixture: again after a second, then after an hour.
        JsonElement message = (await Until.AnswerAsync(() => FindAsync(recipient), found => Attempts(found) >= 2, Cancellation))!.Value;
        Assert.Equal(scene.Address, message.GetProperty("reversePath").GetString());
        Assert.True(message.GetProperty("size").GetInt64() > 0);
        JsonElement waiting = Recipient(message);
        Assert.Equal("queued", waiting.GetProperty("state").GetString());
        Assert.False(string.IsNullOrWhiteSpace(waiting.GetProperty("reason").GetString()));
        DateTimeOffset next = waiting.GetProperty("nextAttempt").GetDateTimeOffset();
        Assert.InRange(next, DateTimeOffset.UtcNow.AddMinutes(20), DateTimeOffset.UtcNow.AddMinutes(100));
        (await server.Api.GetAsync($"/v1/queue/{Id(message)}")).Expect(HttpStatusCode.OK);
    }

    [Fact]
    public async Task HoldReleaseFlushAndDeleteWork()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string recipient = $"erin@{await RemoteDomainAsync("127.0.0.2")}";
        await SubmitAsync(scene, recipient);
        JsonElement message = (await Until.AnswerAsync(() => FindAsync(recipient), found => Attempts(found) >= 2, Cancellation))!.Value;
        string path = $"/v1/queue/{Id(message)}";

        (await server.Api.PostNothingAsync($"{path}:hold")).Expect(HttpStatusCode.OK, HttpStatusCode.NoContent);
        Assert.Equal("held", Recipient((await server.Api.GetAsync(path)).Json).GetProperty("state").GetString());
        (await server.Api.PostNothingAsync("/v1/queue:flush")).Expect(HttpStatusCode.OK);
        Assert.Equal("held", Recipient((await server.Api.GetAsync(path)).Json).GetProperty("state").GetString());

        (await server.Api.PostNothingAsync($"{path}:release")).Expect(HttpStatusCode.OK, HttpStatusCode.NoContent);
        Assert.Equal("queued", Recipient((await server.Api.GetAsync(path)).Json).GetProperty("state").GetString());
        int attempts = Attempts((await server.Api.GetAsync(path)).Json);
        (await server.Api.PostNothingAsync($"{path}:flush")).Expect(HttpStatusCode.OK, HttpStatusCode.NoContent);
        await Until.AnswerAsync(() => FindAsync(recipient), found => Attempts(found) > attempts, Cancellation);

        (await server.Api.DeleteAsync(path)).Expect(HttpStatusCode.NoContent);
        (await server.Api.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound);
        (await server.Api.PostNothingAsync($"{path}:hold")).ExpectProblem(HttpStatusCode.NotFound);
        Assert.Null(await FindAsync(recipient));
    }

    [Fact]
    public async Task AMessageWaitingForADeadMxLeavesWhenTheMxComesAlive()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        string domain = await RemoteDomainAsync("127.0.0.2");
        string recipient = $"frank@{domain}";
        await SubmitAsync(scene, recipient);
        JsonElement message = (await Until.AnswerAsync(() => FindAsync(recipient), found => Attempts(found) >= 1, Cancellation))!.Value;
        (await server.Api.PutAsync($"/v1/zones/{domain}/rrsets/mx/A", """{"ttl": 0, "records": ["127.0.0.1"]}""")).Expect(HttpStatusCode.OK);
        await server.Api.PostNothingAsync($"/v1/queue/{Id(message)}:flush");
        await Until.AnswerAsync(() => Task.FromResult(server.Sink.MessagesTo(recipient)), messages => messages.Count > 0, Cancellation);
    }

    [Fact]
    public async Task SubmissionWithoutAuthenticationIsRefused()
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        ToolRun none = await Swaks.SendAsync(server.Ports.Submission, scene.Address, "carol@elsewhere.example.net");
        Assert.NotEqual(0, none.ExitCode);
        Assert.Contains("<** 530 ", none.Output, StringComparison.Ordinal);
        ToolRun wrong = await Swaks.SendAsync(
            server.Ports.Submission, scene.Address, "carol@elsewhere.example.net", "--auth", "PLAIN", "--auth-user", scene.Account, "--auth-password", "wrong");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("<** 535 ", wrong.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task SubmissionTakesBothWaysToSayAPassword(string mechanism)
    {
        MailScene scene = await MailScene.CreateAsync(server.Api);
        await Swaks.SendOkAsync(
            server.Ports.Submission, scene.Address, scene.Address, "--auth", mechanism, "--auth-user", scene.Account, "--auth-password", scene.Password);
        Assert.Single(await Inbox.WaitAsync(server.Ports, scene, 1));
    }

    private Task SubmitAsync(MailScene scene, string recipient, params string[] more) => Swaks.SendOkAsync(
        server.Ports.Submission, scene.Address, recipient, ["--auth", "PLAIN", "--auth-user", scene.Account, "--auth-password", scene.Password, .. more]);

    /// <summary>A zone of Waypost's own whose MX has this address: 127.0.0.1 is the sink, 127.0.0.2 nobody.</summary>
    private async Task<string> RemoteDomainAsync(string address)
    {
        string domain = WaypostServer.Unique("remote") + ".example";
        (await server.Api.CreateZoneAsync(domain, $"""
            $TTL 0
            @ SOA ns hostmaster 1 3600 900 1209600 0
            @ NS ns
            @ MX 10 mx
            ns A 127.0.0.1
            mx A {address}

            """)).Expect(HttpStatusCode.Created);
        return domain;
    }

    private async Task<JsonElement?> FindAsync(string recipient)
    {
        ApiReply reply = (await server.Api.GetAsync("/v1/queue?limit=100")).Expect(HttpStatusCode.OK);
        foreach (JsonElement message in reply.Json.GetProperty("items").EnumerateArray())
        {
            if (Recipient(message).GetProperty("address").GetString() == recipient)
            {
                return message;
            }
        }

        return null;
    }

    private static JsonElement Recipient(JsonElement message) => Assert.Single(message.GetProperty("recipients").EnumerateArray());

    private static int Attempts(JsonElement? message) => message is { } found ? Recipient(found).GetProperty("attempts").GetInt32() : 0;

    private static string Id(JsonElement message) => message.GetProperty("id").GetString()!;
}
