using Waypost.Dns.Names;

namespace Waypost.Dns.Serving;

/// <summary>BIND's view: which zones a peer sees depends on who it is and on the address that it asked.</summary>
public sealed class View
{
    /// <summary>Name, as in configuration.</summary>
    public required string Name { get; init; }

    /// <summary>The class of its zones (RFC 1035 section 3.2.4).</summary>
    public ushort Class { get; init; } = 1;

    /// <summary>Peers that see it.</summary>
    public AddressMatchList MatchClients { get; init; } = AddressMatchList.Any;

    /// <summary>Addresses of the server at which it is seen.</summary>
    public AddressMatchList MatchDestinations { get; init; } = AddressMatchList.Any;

    /// <summary>Whether only queries with RD set see it.</summary>
    public bool MatchRecursiveOnly { get; init; }

    /// <summary>The zones in it.</summary>
    public required ZoneTable Zones { get; init; }

    internal bool Matches(in DnsPeer peer, DnsName? key, bool recursionDesired) =>
        (!MatchRecursiveOnly || recursionDesired) && MatchClients.Matches(peer, key)
        && (ReferenceEquals(MatchDestinations, AddressMatchList.Any) || MatchDestinations.Matches(peer.LocalAddress, key));
}
