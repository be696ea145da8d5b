using System.Globalization;
using System.Net;

namespace Waypost.Server.Delivery.Remote;

/// <summary>A server that mail may be given to.</summary>
internal sealed record RelayServer(string Name, IReadOnlyList<IPAddress> Addresses, int Port, int Rank);

/// <summary>A route with the servers that it leads to, in the order in which they are tried.</summary>
internal sealed record RelayTarget(RelayRoute Route, IReadOnlyList<RelayServer> Servers)
{
    /// <summary>The same for all domains whose mail goes to the same servers in the same way.</summary>
    public string Key { get; } = string.Join(' ', Servers
        .OrderBy(server => server.Rank).ThenBy(server => server.Name, StringComparer.OrdinalIgnoreCase)
        .Select(server => string.Create(CultureInfo.InvariantCulture, $"{server.Rank}:{server.Name.ToLowerInvariant()}:{server.Port}")))
        + $" tls {Route.Tls} {Route.Login?.UserName}";
}
