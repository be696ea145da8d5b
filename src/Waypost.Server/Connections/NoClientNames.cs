using System.Net;

namespace Waypost.Server.Connections;

/// <summary>Knows no names: what SMTP works with until something that asks DNS is registered.</summary>
internal sealed class NoClientNames : IClientNameResolver
{
    public Task<string?> FindAsync(IPAddress address, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
