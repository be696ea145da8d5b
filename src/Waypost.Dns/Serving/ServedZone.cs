using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Serving;

/// <summary>Where the content of a zone comes from.</summary>
public enum ZoneKind
{
    /// <summary>Written here.</summary>
    Primary,

    /// <summary>Transferred from primaries.</summary>
    Secondary,
}

/// <summary>A zone as it is served: its content now, and the policy for it. Immutable.</summary>
public sealed class ServedZone
{
    private readonly byte[] _key;

    private ServedZone(string origin, byte[] key, ZoneKind kind, ZoneSnapshot? snapshot, ZonePolicy policy) =>
        (Origin, _key, Kind, Snapshot, Policy) = (origin, key, kind, snapshot, policy);

    /// <summary>Absolute lower-case name with its final dot.</summary>
    public string Origin { get; }

    /// <summary>Where the content comes from.</summary>
    public ZoneKind Kind { get; }

    /// <summary>The content; null when the zone could not be loaded, was never transferred, or has expired: the answer is SERVFAIL.</summary>
    public ZoneSnapshot? Snapshot { get; }

    /// <summary>Who may do what.</summary>
    public ZonePolicy Policy { get; }

    /// <summary>Origin in lower-case wire form.</summary>
    internal ReadOnlySpan<byte> Key => _key;

    /// <summary>A zone with content.</summary>
    public static ServedZone Of(ZoneSnapshot snapshot, ZoneKind kind, ZonePolicy policy) =>
        new(snapshot.Origin, snapshot.Key.ToArray(), kind, snapshot, policy);

    /// <summary>A zone without content. Throws <see cref="FormatException"/> when the origin is no name.</summary>
    public static ServedZone Empty(string origin, ZoneKind kind, ZonePolicy policy) =>
        DnsName.TryParse(origin, DnsName.Root, out var name, out var error)
            ? new(RrsetOrigin(name), name.ToLowerWire(), kind, null, policy)
            : throw new FormatException($"'{origin}' is not a name: {error}.");

    /// <summary>The same zone with other content.</summary>
    public ServedZone With(ZoneSnapshot? snapshot) => new(Origin, _key, Kind, snapshot, Policy);

    /// <summary>The same zone under another policy.</summary>
    public ServedZone With(ZoneKind kind, ZonePolicy policy) => new(Origin, _key, kind, Snapshot, policy);

    private static string RrsetOrigin(DnsName name) => RrsetNormalizer.NormalizeZoneName(name.ToString()) ?? name.ToString();
}
