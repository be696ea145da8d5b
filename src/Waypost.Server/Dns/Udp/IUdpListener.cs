using System.Net;

namespace Waypost.Server.Dns.Udp;

/// <summary>One bound UDP socket that answers queries on the thread that runs it.</summary>
public interface IUdpListener : IDisposable
{
    /// <summary>How often a listener without traffic looks whether it should stop.</summary>
    static TimeSpan PollInterval { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Where it is bound.</summary>
    IPEndPoint LocalEndPoint { get; }

    /// <summary>Answers until <paramref name="stopping"/> is cancelled; no datagram can make it return earlier.</summary>
    void Run(CancellationToken stopping);
}
