using System.Net;
using Waypost.Conformance.Tests.Dns;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Process;

public sealed class DurabilityTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AMessageIsThereAfterKillNineRightAfterIts250()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        MailScene scene = await MailScene.CreateAsync(new ApiSession(process));
        for (int round = 1; round <= 3; round++)
        {
            byte[] sent = RawMail.Awkward($"round-{round}");
            using LineSession session = await RawMail.SendAsync(process.Ports.Smtp, "bob@example.org", scene.Address, sent);
            await process.KillAsync(Cancellation);
            await process.StartAgainAsync(Cancellation);
            IReadOnlyList<byte[]> messages = await Inbox.WaitAsync(process.Ports, scene, round);
            Assert.Equal(round, messages.Count);
            Inbox.AssertTraceThen(sent, messages[^1]);
        }
    }

    [Fact]
    public async Task AChangeIsThereAfterKillNineRightAfterIts2Xx()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        ApiSession api = new(process);
        (await api.CreateZoneAsync("example.com", ExampleZones.Forward)).Expect(HttpStatusCode.Created);
        (await api.PutAsync("/v1/zones/example.com/rrsets/www/A", """{"ttl": 60, "records": ["192.0.2.99"]}""")).Expect(HttpStatusCode.OK);
        uint serial = await Dig.SerialAsync(process.Ports, "example.com");
        await process.KillAsync(Cancellation);
        await process.StartAgainAsync(Cancellation);
        Assert.Equal(["www.example.com. 60 IN A 192.0.2.99"], (await Dig.AskAsync(process.Ports, "www.example.com", "A")).Answer);
        Assert.Equal(serial, await Dig.SerialAsync(process.Ports, "example.com"));
    }

    [Fact]
    public async Task ASecondStartFindsItsDataAndItsKeyAgain()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        string key = process.AdminKey;
        Assert.Contains(key, process.Log, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(process.DataDirectory, "admin.key")));
        }

        MailScene scene = await MailScene.CreateAsync(new ApiSession(process));
        int exitCode = await process.StopAsync(Cancellation);
        Assert.True(exitCode == 0, $"exit code {exitCode}:\n{process.Log}");
        int firstLog = process.Log.Length;
        await process.StartAgainAsync(Cancellation);
        Assert.Equal(key, process.AdminKey);
        Assert.DoesNotContain(key, process.Log[firstLog..], StringComparison.Ordinal);
        ApiSession api = new(process);
        foreach (string path in new[] { $"/v1/mail-domains/{scene.Domain}", $"/v1/accounts/{scene.Account}", $"/v1/aliases/{scene.Alias}" })
        {
            (await api.GetAsync(path)).Expect(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task AQueuedMessageKeepsItsPlaceOverARestart()
    {
        WaypostPorts ports = WaypostPorts.Free();
        await using WaypostProcess process = await WaypostProcess.StartAsync(ports, WaypostServer.DeliverySettings(ports, FreePort.Next()), Cancellation);
        ApiSession api = new(process);
        MailScene scene = await MailScene.CreateAsync(api);
        (await api.PostAsync("/v1/zones", """{"name": "dead.example"}""")).Expect(HttpStatusCode.Created);
        (await api.PutAsync("/v1/zones/dead.example/rrsets/@/MX", """{"records": ["10 mx.dead.example."]}""")).Expect(HttpStatusCode.Created);
        (await api.PutAsync("/v1/zones/dead.example/rrsets/mx/A", """{"records": ["127.0.0.2"]}""")).Expect(HttpStatusCode.Created);
        await Swaks.SendOkAsync(
            ports.Submission, scene.Address, "dave@dead.example", "--auth", "PLAIN", "--auth-user", scene.Account, "--auth-password", scene.Password);
        await process.KillAsync(Cancellation);
        await process.StartAgainAsync(Cancellation);
        Assert.Single((await api.GetAsync("/v1/queue")).Json.GetProperty("items").EnumerateArray());
    }
}
