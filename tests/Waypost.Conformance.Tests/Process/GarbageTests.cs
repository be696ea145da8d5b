using System.Net;
using System.Net.Sockets;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Process;

public sealed class GarbageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task GarbageAtEveryPortLeavesItAlive()
    {
        await using WaypostProcess process = await WaypostProcess.StartAsync(Cancellation);
        MailScene scene = await MailScene.CreateAsync(new ApiSession(process));
        WaypostPorts ports = process.Ports;
        Random random = new(20261124);
        foreach (int port in new[] { ports.Http, ports.Dns, ports.Smtp, ports.Submission, ports.Pop3, ports.Imap })
        {
            foreach (byte[] garbage in Garbage(random))
            {
                await ThrowAtAsync(port, garbage);
            }
        }

        using UdpClient udp = new();
        udp.Connect(IPAddress.Loopback, ports.Dns);
        foreach (byte[] garbage in Garbage(random).Where(bytes => bytes.Length < 60000))
        {
            await udp.SendAsync(garbage, Cancellation);
        }

        Assert.True(process.IsRunning, process.Log);
        await AssertAllListenAsync(process, scene);
    }

    private static async Task AssertAllListenAsync(WaypostProcess process, MailScene scene)
    {
        Assert.Equal("REFUSED", (await Dig.AskAsync(process.Ports, "+notcp", "example.org", "A")).Status);
        Assert.Equal("REFUSED", (await Dig.AskAsync(process.Ports, "+tcp", "example.org", "A")).Status);
        byte[] sent = RawMail.Awkward("after-garbage");
        using LineSession smtp = await RawMail.SendAsync(process.Ports.Smtp, "bob@example.org", scene.Address, sent);
        Inbox.AssertTraceThen(sent, Assert.Single(await Inbox.WaitAsync(process.Ports, scene, 1)));
        Inbox.AssertTraceThen(sent, Assert.Single(await Inbox.OverImapAsync(process.Ports, scene.Account, scene.Password)));
        using LineSession submission = await LineSession.ConnectAsync(process.Ports.Submission);
        await submission.SmtpReplyAsync("220");
        (await new ApiSession(process).GetAsync("/healthz")).Expect(HttpStatusCode.OK);
    }

    private static IEnumerable<byte[]> Garbage(Random random)
    {
        yield return [];
        yield return [0];
        yield return [0xff, 0xff, 0xff];
        yield return "\r\n\r\n\r\n"u8.ToArray();
        yield return "GET / HTTP/1.0\r\nHost: x\r\n\r\n"u8.ToArray();
        yield return "a1 LOGIN {4294967295}\r\n"u8.ToArray();
        yield return "a1 LOGIN {99999999999999999999}\r\n"u8.ToArray();
        yield return "EHLO x\r\nMAIL FROM:<\0>\r\nRCPT TO:<\u00ff@@>\r\nDATA\r\n.\r\n"u8.ToArray();
        yield return [0x00, 0x0c, 0x12, 0x34, 0x01, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
        yield return [0x12, 0x34, 0x01, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0xc0, 0x0c, 0x00, 0x01, 0x00, 0x01];
        for (int round = 0; round < 20; round++)
        {
            byte[] noise = new byte[random.Next(1, 4096)];
            random.NextBytes(noise);
            yield return noise;
        }

        byte[] endlessLine = new byte[300_000];
        Array.Fill(endlessLine, (byte)'A');
        yield return endlessLine;
    }

    private static async Task ThrowAtAsync(int port, byte[] garbage)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        try
        {
            NetworkStream stream = client.GetStream();
            await stream.WriteAsync(garbage, Cancellation);
            client.Client.Shutdown(SocketShutdown.Send);
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(TimeSpan.FromSeconds(2));
            byte[] answer = new byte[4096];
            while (await stream.ReadAsync(answer, limit.Token) > 0)
            {
                // Whatever it says; what counts is that it goes on.
            }
        }
        catch (Exception closed) when (closed is IOException or SocketException or OperationCanceledException && !Cancellation.IsCancellationRequested)
        {
            // A server that hangs up on garbage is right.
        }
    }
}
