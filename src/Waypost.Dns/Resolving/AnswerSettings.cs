using Waypost.Dns.Cookies;
using Waypost.Dns.RateLimiting;

namespace Waypost.Dns.Resolving;

/// <summary>How answers are given, beside what the zones say.</summary>
public sealed record AnswerSettings
{
    /// <summary>Longest name server identifier in bytes: it must fit a response of 512 bytes to any question.</summary>
    public const int MaxNsidLength = 128;

    /// <summary>Whether ANY over UDP is answered with one RRset (RFC 8482 section 4.1). Default true.</summary>
    public bool MinimalAny { get; init; } = true;

    /// <summary>Longest response over UDP in bytes, at most <see cref="QueryResponder.MaxUdpPayload"/>. Default that.</summary>
    public int MaxUdpSize { get; init; } = QueryResponder.MaxUdpPayload;

    /// <summary>The name server identifier (RFC 5001), at most <see cref="MaxNsidLength"/> bytes; null for none.</summary>
    public byte[]? Nsid { get; init; }

    /// <summary>Makes and checks cookies (RFC 7873); null when the option is passed over.</summary>
    public ServerCookies? Cookies { get; init; }

    /// <summary>Whether a client that sent a cookie over UDP must bring the server's back, or gets BADCOOKIE (RFC 7873 section 5.2.3). Default false.</summary>
    public bool RequireServerCookie { get; init; }

    /// <summary>How long an idle connection stays, in tenths of a second, for clients that ask (RFC 7828); 0 tells nobody.</summary>
    public ushort KeepaliveTimeout { get; init; }

    /// <summary>Limits of responses over UDP; null for none.</summary>
    public RateLimiter? RateLimiter { get; init; }

    /// <summary>What <c>version.bind</c>, <c>hostname.bind</c> and <c>id.server</c> of class CH say.</summary>
    public ChaosZones Chaos { get; init; } = new(null, null, null);
}
