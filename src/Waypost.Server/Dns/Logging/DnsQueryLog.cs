using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Waypost.Dns.Serving;

namespace Waypost.Server.Dns.Logging;

/// <summary>
/// Queries in the category <c>queries</c>, or in the server's own log when that has no channel. The listeners only copy a message:
/// lines are made and written by a task, and when it cannot follow, queries are left out and counted.
/// </summary>
public sealed partial class DnsQueryLog(ViewTable views, DnsExchange exchange, BindLog log, ILogger<DnsQueryLog> logger) : BackgroundService, IQueryLog
{
    private const string Category = "queries";
    private const int MaxWaiting = 16_384;

    // What the line shows is in the first octets; a query with more, such as padding, is cut and read as far as it goes.
    private const int MaxOctets = 512;

    private readonly Channel<(DnsPeer Peer, byte[] Message)> _waiting =
        Channel.CreateBounded<(DnsPeer Peer, byte[] Message)>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private long _left;

    /// <summary>Whether queries are logged.</summary>
    public bool IsOn
    {
        get => exchange.QueryLog == this;
        set => exchange.QueryLog = value ? this : null;
    }

    /// <inheritdoc/>
    public void Note(in DnsPeer peer, ReadOnlySpan<byte> message)
    {
        if (!_waiting.Writer.TryWrite((peer, message[..Math.Min(message.Length, MaxOctets)].ToArray())))
        {
            Interlocked.Increment(ref _left);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (peer, message) in _waiting.Reader.ReadAllAsync(stoppingToken))
            {
                Write(peer, message);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping: what waits is written all the same.
        }
        while (_waiting.Reader.TryRead(out var last))
        {
            Write(last.Peer, last.Message);
        }
    }

    private void Write(DnsPeer peer, byte[] message)
    {
        if (Interlocked.Exchange(ref _left, 0) is > 0 and var left)
        {
            LogLeftOut(left);
        }
        if (QueryLogLine.Format(views, peer, message) is not { } line)
        {
            return;
        }
        if (log.Takes(Category))
        {
            log.Info(Category, line);
        }
        else
        {
            LogQuery(line);
        }
    }

    [LoggerMessage(1080, LogLevel.Information, "{Line}")]
    private partial void LogQuery(string line);

    [LoggerMessage(1081, LogLevel.Warning, "{Count} queries came faster than they could be logged, and are not in the log")]
    private partial void LogLeftOut(long count);
}
