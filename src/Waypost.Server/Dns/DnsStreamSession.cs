using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns;

/// <summary>DNS over one stream: messages behind two bytes of length (RFC 1035 section 4.2.2), pipelined (RFC 7766).</summary>
public sealed class DnsStreamSession(DnsExchange exchange, IOptions<DnsOptions> options, TimeProvider time)
{
    private const int PrefixLength = 2;
    private const int MaxUnflushed = 64 << 10;

    private enum Progress
    {
        NeedsInput,
        OutputFull,
        Deferred,
        Malformed,
    }

    /// <summary>
    /// Answers until the client ends, is idle for too long, or a pending read is cancelled. Never throws for what a client does.
    /// </summary>
    /// <param name="input">What the client sends.</param>
    /// <param name="output">What it gets.</param>
    /// <param name="peer">Who it is.</param>
    /// <param name="gone">Cancelled when there is nobody left to answer: ends a transfer that is running.</param>
    public async Task RunAsync(PipeReader input, PipeWriter output, DnsPeer peer, CancellationToken gone)
    {
        // The time runs from one whole query to the next: single bytes now and then do not keep a connection.
        using var idle = new CancellationTokenSource(options.Value.TcpIdleTimeout, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(gone);
        using var writing = new SemaphoreSlim(1, 1);
        var (running, replies) = (Task.CompletedTask, new StreamReplies(output, writing));
        try
        {
            while (true)
            {
                var read = await input.ReadAsync(idle.Token);
                var buffer = read.Buffer;
                Progress progress;
                do
                {
                    byte[]? deferred;
                    await writing.WaitAsync(idle.Token);
                    try
                    {
                        progress = AnswerSome(peer, ref buffer, output, out deferred);
                        if (output.UnflushedBytes > 0)
                        {
                            if ((await output.FlushAsync(idle.Token)).IsCompleted)
                            {
                                return;
                            }
                            if (running.IsCompleted)
                            {
                                idle.CancelAfter(options.Value.TcpIdleTimeout);
                            }
                        }
                    }
                    finally
                    {
                        writing.Release();
                    }
                    if (progress == Progress.Deferred)
                    {
                        // RFC 7766 section 6.2.1.1: queries behind one that takes time are answered before it. Those that take time
                        // keep their order among themselves, since an update may depend on the one before it.
                        await running;
#pragma warning disable CA2025 // The last block waits for it, before anything is disposed of.
                        running = AnswerDeferredAsync(peer, deferred!, replies, idle, ending.Token);
#pragma warning restore CA2025
                    }
                }
                while (progress is Progress.OutputFull or Progress.Deferred);
                input.AdvanceTo(buffer.Start, buffer.End);
                if (progress == Progress.Malformed || read.IsCompleted || read.IsCanceled)
                {
                    // What is under way is still answered.
                    await running;
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Idle for too long, or the client does not read.
        }
        catch (IOException)
        {
            // The client is gone.
        }
        finally
        {
            await ending.CancelAsync();
            await running;
        }
    }

    // A transfer may take longer than a client may be idle; it ends when the client is gone.
    private async Task AnswerDeferredAsync(DnsPeer peer, byte[] message, StreamReplies replies, CancellationTokenSource idle, CancellationToken ending)
    {
        idle.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            await exchange.RespondAsync(peer, message, replies, ending);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException)
        {
            // The client is gone, or the session has ended; reading tells.
        }
        idle.CancelAfter(options.Value.TcpIdleTimeout);
    }

    // The buffer is rented for whole messages only, so that connections at rest hold none.
    private Progress AnswerSome(in DnsPeer peer, ref ReadOnlySequence<byte> buffer, PipeWriter output, out byte[]? deferred)
    {
        deferred = null;
        var answered = 0;
        byte[]? rented = null;
        try
        {
            // A megabyte of small queries may have gigabytes of answers: the client takes some before the next are made.
            while (output.UnflushedBytes < MaxUnflushed)
            {
                if (!TryTakeMessage(ref buffer, out var message))
                {
                    return Progress.NeedsInput;
                }
                if (message.Length < MessageHeader.Length)
                {
                    return Progress.Malformed;
                }
                rented ??= ArrayPool<byte>.Shared.Rent(2 * QueryResponder.MaxTcpPayload);
                answered++;
                if (!TryAnswer(peer, message, rented, output))
                {
                    deferred = message.ToArray();
                    return Progress.Deferred;
                }
            }
            return Progress.OutputFull;
        }
        finally
        {
            exchange.Count(answered, tcp: true);
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }

    private bool TryAnswer(in DnsPeer peer, ReadOnlySequence<byte> message, byte[] rented, PipeWriter output)
    {
        var response = rented.AsSpan(0, QueryResponder.MaxTcpPayload);
        var query = message.FirstSpan;
        if (!message.IsSingleSegment)
        {
            var copy = rented.AsSpan(QueryResponder.MaxTcpPayload);
            message.CopyTo(copy);
            query = copy[..(int)message.Length];
        }
        var length = exchange.Respond(peer, query, response);
        if (length > 0)
        {
            WriteMessage(output, response[..length]);
        }
        return length != QueryResponder.Deferred;
    }

    private static void WriteMessage(PipeWriter output, ReadOnlySpan<byte> message)
    {
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(PrefixLength), (ushort)message.Length);
        output.Advance(PrefixLength);
        output.Write(message);
    }

    private static bool TryTakeMessage(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> message)
    {
        message = default;
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (buffer.Length < PrefixLength)
        {
            return false;
        }
        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        var length = BinaryPrimitives.ReadUInt16BigEndian(prefix);
        if (buffer.Length < PrefixLength + length)
        {
            return false;
        }
        message = buffer.Slice(PrefixLength, length);
        buffer = buffer.Slice(PrefixLength + length);
        return true;
    }

    private sealed class StreamReplies(PipeWriter output, SemaphoreSlim writing) : IDnsReplies
    {
        public async ValueTask SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
        {
            await writing.WaitAsync(cancellationToken);
            try
            {
                WriteMessage(output, message.Span);
                if ((await output.FlushAsync(cancellationToken)).IsCompleted)
                {
                    throw new IOException("The client is gone.");
                }
            }
            finally
            {
                writing.Release();
            }
        }
    }
}
