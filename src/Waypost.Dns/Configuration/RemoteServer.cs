namespace Waypost.Dns.Configuration;

/// <summary>A named list of servers: BIND's <c>primaries</c> statement.</summary>
/// <param name="Name">Compared without case.</param>
/// <param name="Servers">Each <c>192.0.2.1 port 5353 key name tls name</c>, or the name of another list.</param>
/// <param name="Port">The port of servers that have none of their own. Default: 53.</param>
public sealed record RemoteServerList(string Name, IReadOnlyList<string> Servers, int? Port = null);

/// <summary>What is known of another server: BIND's <c>server</c> statement. Null means: as <c>options</c> has it, then the default.</summary>
public sealed record RemoteServer
{
    /// <summary>Address, or prefix in whose addresses all are alike; the longest one counts.</summary>
    public required string Address { get; init; }

    /// <summary>Whether nothing is ever sent to it.</summary>
    public bool? Bogus { get; init; }

    /// <summary>Whether EDNS (RFC 6891) is used with it.</summary>
    public bool? Edns { get; init; }

    /// <summary>The EDNS buffer size that it is told, bytes: 512 to 4096.</summary>
    public int? EdnsUdpSize { get; init; }

    /// <summary>The largest datagram that it is sent, bytes: 512 to 4096.</summary>
    public int? MaxUdpSize { get; init; }

    /// <summary>The TSIG key (RFC 8945) that signs what it is sent.</summary>
    public string? Key { get; init; }

    /// <summary>Whether it is given incremental transfers (RFC 1995).</summary>
    public bool? ProvideIxfr { get; init; }

    /// <summary>Whether it is asked for incremental transfers.</summary>
    public bool? RequestIxfr { get; init; }

    /// <summary>Whether it is asked for the EXPIRE option (RFC 7314).</summary>
    public bool? RequestExpire { get; init; }

    /// <summary>Whether it is asked for its name server identifier (RFC 5001).</summary>
    public bool? RequestNsid { get; init; }

    /// <summary>Whether it is sent cookies (RFC 7873).</summary>
    public bool? SendCookie { get; init; }

    /// <summary>Whether it is asked over TCP alone.</summary>
    public bool? TcpOnly { get; init; }

    /// <summary>Records a message of a transfer has: <c>one-answer</c> or <c>many-answers</c>.</summary>
    public string? TransferFormat { get; init; }

    /// <summary>How many transfers from it run at once.</summary>
    public int? Transfers { get; init; }

    /// <summary>The address from which transfers from it are asked for.</summary>
    public string? TransferSource { get; init; }

    /// <summary>The address from which it is told of changes.</summary>
    public string? NotifySource { get; init; }
}
