using Waypost.Dns.Serving;
using Waypost.Server.Dns.Deferred;

namespace Waypost.Server.Dns.Updates;

/// <summary>Passes nothing on.</summary>
internal sealed class NoForwarding : IUpdateForwarder
{
    public Task<ReadOnlyMemory<byte>?> ForwardAsync(ServedZone zone, DeferredRequest request, CancellationToken cancellationToken) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
}
