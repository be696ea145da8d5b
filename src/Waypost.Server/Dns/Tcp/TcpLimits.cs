namespace Waypost.Server.Dns.Tcp;

/// <summary>What a listener allows.</summary>
/// <param name="IdleTimeout">How long a client may take over its next query.</param>
/// <param name="MaxConnections">Connections at a time; one more closes the one that is silent longest.</param>
internal sealed record TcpLimits(TimeSpan IdleTimeout, int MaxConnections);
