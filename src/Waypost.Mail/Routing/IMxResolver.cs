using System.Net;

namespace Waypost.Mail.Routing;

/// <summary>Finds the hosts that take mail for a domain (RFC 5321 section 5.1).</summary>
public interface IMxResolver
{
    /// <summary>Looks the domain up; never throws for what DNS answers.</summary>
    Task<MxAnswer> ResolveAsync(string domain, CancellationToken cancellationToken);

    /// <summary>Looks up the addresses of a host that was named as the next hop, or reads it as an address; never throws for what DNS answers.</summary>
    Task<MxAnswer> ResolveHostAsync(string host, CancellationToken cancellationToken);
}

/// <summary>What the lookup came to.</summary>
public enum MxStatus { Found, NullMx, NoSuchDomain, TemporaryFailure }

/// <summary>A mail exchanger with its addresses; an implicit MX has preference 0.</summary>
public sealed record MxHost(string Name, int Preference, IReadOnlyList<IPAddress> Addresses);

/// <summary>The answer of an MX lookup.</summary>
/// <param name="Status">Whether there are hosts.</param>
/// <param name="Hosts">The hosts, any order.</param>
/// <param name="Reason">Why there are none, for listings and DSNs.</param>
public sealed record MxAnswer(MxStatus Status, IReadOnlyList<MxHost> Hosts, string? Reason);
