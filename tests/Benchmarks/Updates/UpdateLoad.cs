using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Waypost.Benchmarks.Updates;

/// <summary>What a time of updates came to.</summary>
internal sealed record UpdateRun(long Messages, long Records, double Seconds)
{
    public double Rate => Records / Seconds;
}

/// <summary>Clients that each have one connection and send the next update when the one before is answered.</summary>
internal static class UpdateLoad
{
    private const int MaxAttempts = 50;

    private static long _nextName;

    public static async Task<UpdateRun> RunAsync(int port, string zone, int clients, int records, int seconds, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(() => SendAsync(port, zone, records, started, seconds, cancellationToken), cancellationToken)));
        return new UpdateRun(counts.Sum(), counts.Sum() * records, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static async Task<long> SendAsync(int port, string zone, int records, long started, int seconds, CancellationToken cancellationToken)
    {
        using var client = await ConnectAsync(port, cancellationToken);
        var stream = client.GetStream();
        var reply = new byte[512];
        var messages = 0L;
        while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
        {
            await stream.WriteAsync(UpdateMessageBytes.Of(zone, Interlocked.Add(ref _nextName, records) - records, records), cancellationToken);
            await stream.ReadExactlyAsync(reply.AsMemory(0, 2), cancellationToken);
            var length = (reply[0] << 8) | reply[1];
            await stream.ReadExactlyAsync(reply.AsMemory(0, length), cancellationToken);
            if ((reply[3] & 15) != 0)
            {
                throw new InvalidOperationException($"The server answered with RCODE {reply[3] & 15}.");
            }
            messages++;
        }
        return messages;
    }

    // A server may answer by UDP a moment before it listens on TCP.
    private static async Task<TcpClient> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var client = new TcpClient { NoDelay = true };
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                return client;
            }
            catch (SocketException) when (attempt < MaxAttempts)
            {
                client.Dispose();
                await Task.Delay(100, cancellationToken);
            }
        }
    }
}
