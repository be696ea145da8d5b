using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Tcp;

/// <summary>Connections on which a message came that takes time (a transfer, an update): each is served on the thread pool from then on.</summary>
internal sealed class DeferredStreams(DnsStreamSession session)
{
    private readonly ConcurrentDictionary<int, Task> _running = new();
    private int _last;

    /// <summary>Takes over a connection with what was read from it and what was not sent to it yet.</summary>
    public void Take(int descriptor, DnsPeer peer, byte[] input, byte[] output, CancellationToken stopping)
    {
        var number = Interlocked.Increment(ref _last);
        _running[number] = Task.Run(async () =>
        {
            try
            {
                await ServeAsync(descriptor, peer, input, output, stopping);
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client is gone.
            }
            finally
            {
                _running.TryRemove(number, out _);
            }
        }, CancellationToken.None);
    }

    /// <summary>Waits for the sessions, which end when their server stops.</summary>
    public Task WhenAllAsync() => Task.WhenAll(_running.Values);

    private async Task ServeAsync(int descriptor, DnsPeer peer, byte[] input, byte[] output, CancellationToken stopping)
    {
        using var socket = new Socket(new SafeSocketHandle(descriptor, ownsHandle: true));
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(output, stopping);
        await using var whole = new PrefixedStream(input, stream);
        var reader = PipeReader.Create(whole, new StreamPipeReaderOptions(leaveOpen: true));
        var writer = PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true));
        await using var draining = stopping.Register(reader.CancelPendingRead);
        await session.RunAsync(reader, writer, peer, stopping);
        await reader.CompleteAsync();
        await writer.CompleteAsync();
    }
}
