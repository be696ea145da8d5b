using System.Net;

namespace Waypost.Server.Connections;

/// <summary>Finds the name of a client whose reverse and forward lookups agree (RFC 8601 section 3: iprev).</summary>
public interface IClientNameResolver
{
    /// <summary>The verified name without final dot, or null.</summary>
    Task<string?> FindAsync(IPAddress address, CancellationToken cancellationToken);
}
