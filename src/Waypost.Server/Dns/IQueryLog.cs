using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Takes note of every message while somebody wants it: BIND's query log.</summary>
public interface IQueryLog
{
    /// <summary>Notes a message before it is answered. Must not throw.</summary>
    void Note(in DnsPeer peer, ReadOnlySpan<byte> message);
}
