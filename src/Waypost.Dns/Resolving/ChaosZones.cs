using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>
/// The zones of class CH that every server of BIND's kind has (RFC 4892 section 3): <c>version.bind</c>, <c>hostname.bind</c> and
/// <c>id.server</c>, each with one TXT record, or none where the text is null.
/// </summary>
public sealed class ChaosZones
{
    /// <summary>The class CH (RFC 1035 section 3.2.4).</summary>
    public const ushort Class = 3;

    /// <summary>Longest text in bytes: one character-string (RFC 1035 section 3.3).</summary>
    public const int MaxTextLength = 255;

    private const uint SoaTtl = 86400;

    /// <summary>Makes the zones.</summary>
    public ChaosZones(string? version, string? hostName, string? serverId)
    {
        Add("version.bind.", version);
        Add("hostname.bind.", hostName);
        Add("id.server.", serverId);
    }

    internal ZoneTable Zones { get; } = new();

    private void Add(string origin, string? text)
    {
        List<ZoneRrset> rrsets =
        [
            new(origin, "SOA", SoaTtl, [$"{origin} hostmaster.{origin} 0 28800 7200 604800 86400"]),
            new(origin, "NS", 0, [origin]),
        ];
        if (text is not null)
        {
            rrsets.Add(new(origin, "TXT", 0, [$"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""]));
        }
        Zones.Publish(ZoneSnapshot.Build(origin, rrsets));
    }
}
