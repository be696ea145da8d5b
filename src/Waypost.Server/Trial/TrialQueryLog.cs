using Waypost.Dns.Serving;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>Queries in BIND's log, in the category queries.</summary>
public sealed class TrialQueryLog(ViewTable views, BindLog log) : IQueryLog
{
    public void Note(in DnsPeer peer, ReadOnlySpan<byte> message)
    {
        if (log.QueryLogging && QueryLogLine.Format(views, peer, message) is { } line)
        {
            log.Info("queries", line);
        }
    }
}
