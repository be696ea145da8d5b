using Waypost.Dns.Serving;
using Waypost.Server.Dns;

namespace Waypost.Api.Rndc;

/// <summary>Queries in the server's log, while rndc querylog has them on.</summary>
public sealed partial class ServerQueryLog(ViewTable views, DnsExchange exchange, ILogger<ServerQueryLog> logger) : IQueryLog
{
    /// <summary>Whether queries are logged.</summary>
    public bool IsOn
    {
        get => exchange.QueryLog == this;
        set => exchange.QueryLog = value ? this : null;
    }

    public void Note(in DnsPeer peer, ReadOnlySpan<byte> message)
    {
        if (QueryLogLine.Format(views, peer, message) is { } line)
        {
            LogQuery(line);
        }
    }

    [LoggerMessage(7030, LogLevel.Information, "{Line}")]
    private partial void LogQuery(string line);
}
