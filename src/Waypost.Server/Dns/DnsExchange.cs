using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Resolving;
using Waypost.Dns.Wire;

namespace Waypost.Server.Dns;

/// <summary>One query in, one response out, whatever happens: the only catch between a listener and the answer.</summary>
public sealed partial class DnsExchange : IDisposable
{
    private const int ServerFailureFlags = 0x8002;

    private readonly QueryResponder _responder;
    private readonly ILogger<DnsExchange> _logger;
    private readonly Meter _meter = new("Waypost.Dns");
    private readonly Counter<long> _queries;

    /// <summary>Answers with <paramref name="responder"/> and counts in the meter <c>Waypost.Dns</c>.</summary>
    public DnsExchange(QueryResponder responder, ILogger<DnsExchange> logger)
    {
        (_responder, _logger) = (responder, logger);
        _queries = _meter.CreateCounter<long>("queries", description: "Messages received, by transport");
    }

    /// <summary>Writes the response; returns its length, 0 when nothing must be sent. Never throws.</summary>
    public int Respond(ReadOnlySpan<byte> query, Span<byte> response, bool tcp)
    {
        try
        {
            return _responder.Respond(query, response, tcp);
        }
        catch (Exception exception)
        {
            LogFailure(exception, query.Length);
            return WriteServerFailure(query, response);
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
