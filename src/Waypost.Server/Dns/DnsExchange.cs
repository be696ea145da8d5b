using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns;

/// <summary>One query in, one response out, whatever happens: the only catch between a listener and the answer.</summary>
public sealed partial class DnsExchange : IDisposable
{
    // Datagrams whose answers are being made: more are dropped, and their clients ask again.
    private const int MaxDeferredDatagrams = 4096;
    private const int ServerFailureFlags = 0x8002;

    private readonly QueryResponder _responder;
    private readonly IDeferredMessages _deferred;
    private readonly ILogger<DnsExchange> _logger;
    private readonly Meter _meter = new("Waypost.Dns");
    private readonly Counter<long> _queries;
    private int _deferredDatagrams;

    /// <summary>Takes note of every message; null, as usual, when nobody wants that.</summary>
    public IQueryLog? QueryLog { get; set; }

    /// <summary>Answers with <paramref name="responder"/>, or <paramref name="deferred"/> where it takes time, and counts in the meter <c>Waypost.Dns</c>.</summary>
    public DnsExchange(QueryResponder responder, IDeferredMessages deferred, ILogger<DnsExchange> logger)
    {
        (_responder, _deferred, _logger) = (responder, deferred, logger);
        _queries = _meter.CreateCounter<long>("queries", description: "Messages received, by transport");
    }

    /// <summary>
    /// Writes the response; returns its length, 0 when nothing must be sent, <see cref="QueryResponder.Deferred"/> when the message is
    /// for <see cref="Defer"/> or <see cref="RespondAsync"/>. Never throws.
    /// </summary>
    public int Respond(in DnsPeer peer, ReadOnlySpan<byte> query, Span<byte> response)
    {
        try
        {
            QueryLog?.Note(peer, query);
            return _responder.Respond(peer, query, response);
        }
        catch (Exception exception)
        {
            LogFailure(exception, query.Length);
            return WriteServerFailure(query, response);
        }
    }

    /// <summary>Answers a deferred datagram in its own time, off the listener's thread; one too many is dropped. Never throws.</summary>
    public void Defer(DnsPeer peer, byte[] message, IDnsReplies replies, CancellationToken stopping)
    {
        if (Interlocked.Increment(ref _deferredDatagrams) > MaxDeferredDatagrams)
        {
            Interlocked.Decrement(ref _deferredDatagrams);
            return;
        }
        _ = Task.Run(async () =>
        {
            try
            {
                await RespondAsync(peer, message, replies, stopping);
            }
            catch (OperationCanceledException)
            {
                // Stopping: the client will ask again.
            }
            finally
            {
                Interlocked.Decrement(ref _deferredDatagrams);
            }
        }, CancellationToken.None);
    }

    /// <summary>Answers a deferred message. Throws only when the client is gone (<see cref="IOException"/>) or on cancellation.</summary>
    public async Task RespondAsync(DnsPeer peer, ReadOnlyMemory<byte> message, IDnsReplies replies, CancellationToken cancellationToken)
    {
        try
        {
            await _deferred.HandleAsync(peer, message, replies, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or IOException))
        {
            LogFailure(exception, message.Length);
            var response = new byte[MessageHeader.Length];
            var length = WriteServerFailure(message.Span, response);
            await replies.SendAsync(response.AsMemory(0, length), cancellationToken);
        }
    }

    /// <summary>Counts messages; listeners add them up first.</summary>
    public void Count(int messages, bool tcp) => _queries.Add(messages, new KeyValuePair<string, object?>("transport", tcp ? "tcp" : "udp"));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private static int WriteServerFailure(ReadOnlySpan<byte> query, Span<byte> response)
    {
        if (!MessageHeader.TryRead(query, out var header) || header.IsResponse)
        {
            return 0;
        }
        var writer = new MessageWriter(response, MessageHeader.Length);
        writer.TryWriteUInt16(header.Id);
        writer.TryWriteUInt16(ServerFailureFlags | (header.Flags & 0x7900));
        writer.TryWriteBytes(stackalloc byte[8]);
        return writer.Length;
    }

    [LoggerMessage(1001, LogLevel.Error, "A DNS query of {Length} bytes could not be answered")]
    private partial void LogFailure(Exception exception, int length);
}
