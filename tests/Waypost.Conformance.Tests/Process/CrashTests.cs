using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Pop3;
using MailKit.Security;
using Waypost.Conformance.Tests.Fixtures;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Process;

/// <summary>
/// SIGKILL under load: a message that got its 250 is in the mailbox afterwards, whatever was lost. <c>WAYPOST_CRASHES</c> says
/// how often the server is killed (5), <c>WAYPOST_CRASH_REPORT</c> names a file for the figures; <c>scripts/crash</c> sets both.
/// </summary>
public sealed class CrashTests
{
    private const int Senders = 8;
    private const int MaxPerSender = 60;
    private const int MaxDelayMilliseconds = 50;

    private readonly ConcurrentDictionary<string, bool> _sent = new();
    private volatile int _acknowledged;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryAcknowledgedMessageOutlivesTheServer()
    {
        int crashes = int.TryParse(Environment.GetEnvironmentVariable("WAYPOST_CRASHES"), NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : 5;
        int seed = Environment.TickCount;
        Random random = new(seed);
        await using WaypostProcess process = await WaypostProcess.StartAsync(WaypostPorts.Free(), new Dictionary<string, string> { ["WAYPOST_Logging__LogLevel__Default"] = "Warning" }, Cancellation);
        ApiSession api = new(process);
        MailScene scene = await MailScene.CreateAsync(api);
        Dictionary<string, int> stored = [];
        for (int round = 1; round <= crashes; round++)
        {
            // So many acknowledgements into the round, and a moment more, so that every step of a transaction is hit.
            int target = _acknowledged + random.Next(1, Senders * MaxPerSender / 2);
            Task[] senders = [.. Enumerable.Range(0, Senders).Select(sender => SendAsync(process.Ports.Smtp, scene.Address, $"{round}-{sender}"))];
            await Until.AnswerAsync(() => Task.FromResult(_acknowledged), acknowledged => acknowledged >= target || Array.TrueForAll(senders, sender => sender.IsCompleted), Cancellation);
            await Task.Delay(random.Next(MaxDelayMilliseconds), Cancellation);
            await process.KillAsync(Cancellation);
            await Task.WhenAll(senders);
            await process.StartAgainAsync(Cancellation);
            // Some rounds are killed while the queue of the one before is still being delivered.
            if (round % 4 == 0 || round == crashes)
            {
                await Until.AnswerAsync(async () => (await api.GetAsync("/v1/queue")).Json.GetProperty("items").GetArrayLength(), left => left == 0, Cancellation);
                await CollectAsync(process.Ports, scene, stored);
            }
        }

        string[] acknowledged = [.. _sent.Where(entry => entry.Value).Select(entry => entry.Key)];
        string[] lost = [.. acknowledged.Where(id => !stored.ContainsKey(id))];
        int duplicates = stored.Values.Sum(times => times - 1);
        string report = string.Create(
            CultureInfo.InvariantCulture,
            $"{crashes} crashes, seed {seed}: {acknowledged.Length} messages acknowledged, {stored.Count} stored, {stored.Keys.Count(id => !_sent[id])} of them without their 250 having been read; lost {lost.Length}, duplicates {duplicates}");
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        if (Environment.GetEnvironmentVariable("WAYPOST_CRASH_REPORT") is { Length: > 0 } file)
        {
            await File.WriteAllTextAsync(file, report + "\n", Cancellation);
        }

        Assert.True(lost.Length == 0, report + "\nlost: " + string.Join(' ', lost.Take(20)));
        // Into the mailbox and out of the queue is one transaction: nothing comes twice.
        Assert.True(duplicates == 0, report);
    }

    // One connection, one message after the other, until the server is gone.
    private async Task SendAsync(int port, string recipient, string prefix)
    {
        try
        {
            using TcpClient client = new();
            await client.ConnectAsync("127.0.0.1", port, Cancellation);
            using StreamReader reader = new(client.GetStream(), Encoding.ASCII);
            await reader.ReadLineAsync(Cancellation);
            await CommandAsync(client, reader, "HELO client.example.net\r\n");
            for (int number = 0; number < MaxPerSender; number++)
            {
                string id = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");
                await CommandAsync(client, reader, "MAIL FROM:<bob@example.org>\r\n");
                await CommandAsync(client, reader, $"RCPT TO:<{recipient}>\r\n");
                await CommandAsync(client, reader, "DATA\r\n");
                _sent[id] = false;
                await CommandAsync(client, reader, $"Subject: {id}\r\n\r\n{new string('x', 900)}\r\n{new string('y', 900)}\r\n.\r\n");
                _sent[id] = true;
                Interlocked.Increment(ref _acknowledged);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Killed, as it should be.
        }
    }

    private static async Task CommandAsync(TcpClient client, StreamReader reader, string command)
    {
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command), Cancellation);
        string reply = await reader.ReadLineAsync(Cancellation) ?? throw new EndOfStreamException();
        Assert.True(reply[0] is '2' or '3', $"{command}: {reply}");
    }

    // What is in the mailbox by now is counted and taken out.
    private static async Task CollectAsync(WaypostPorts ports, MailScene scene, Dictionary<string, int> stored)
    {
        using Pop3Client client = new();
        await client.ConnectAsync("127.0.0.1", ports.Pop3, SecureSocketOptions.None, Cancellation);
        await client.AuthenticateAsync(scene.Account, scene.Password, Cancellation);
        for (int index = 0; index < client.Count; index++)
        {
            string id = (await client.GetMessageHeadersAsync(index, Cancellation))["Subject"] ?? "";
            stored[id] = stored.GetValueOrDefault(id) + 1;
            await client.DeleteMessageAsync(index, Cancellation);
        }

        await client.DisconnectAsync(quit: true, Cancellation);
    }
}
