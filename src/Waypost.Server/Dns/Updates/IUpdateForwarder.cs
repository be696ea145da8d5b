using Waypost.Dns.Serving;
using Waypost.Server.Dns.Deferred;

namespace Waypost.Server.Dns.Updates;

/// <summary>Passes updates of a secondary zone on to its primary (RFC 2136 section 6).</summary>
public interface IUpdateForwarder
{
    /// <summary>The primary's response, to be sent as it is; null when no primary answered.</summary>
    Task<ReadOnlyMemory<byte>?> ForwardAsync(ServedZone zone, DeferredRequest request, CancellationToken cancellationToken);
}
