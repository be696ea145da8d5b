using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>What a zone has for a name.</summary>
internal enum LookupKind
{
    /// <summary>The name is there, perhaps without data.</summary>
    Found,

    /// <summary>A wildcard stands for the name (RFC 4592).</summary>
    Wildcard,

    /// <summary>The name is at or below a zone cut.</summary>
    Delegated,

    /// <summary>The name is below the owner of a DNAME (RFC 6672).</summary>
    Redirected,

    /// <summary>The name does not exist.</summary>
    Missing,
}

/// <summary>The result of a lookup: the node, and for a delegation, a DNAME or the wildcard's parent how many bytes of the name are left of it.</summary>
internal readonly record struct LookupResult(LookupKind Kind, ZoneNode? Node, int CutOffset);

/// <summary>Finds a name in one zone: RFC 1034 section 4.3.2 step 3, from the apex down.</summary>
internal static class ZoneLookup
{
    public const ushort NsType = 2;
    public const ushort DnameType = 39;
    public const ushort DsType = 43;

    /// <summary>Looks up a name in lower-case wire form that is at or below the zone's apex.</summary>
    public static LookupResult Find(ZoneSnapshot zone, ReadOnlySpan<byte> lowerName, ushort type)
    {
        // Offsets of the labels left of the apex, from the left.
        Span<byte> labels = stackalloc byte[128];
        var count = 0;
        var apex = lowerName.Length - zone.Key.Length;
        for (var position = 0; position < apex; position += lowerName[position] + 1)
        {
            labels[count++] = (byte)position;
        }
        zone.Nodes.TryFind(zone.Key, out var node);
        for (var i = count - 1; i >= 0; i--)
        {
            var parent = i + 1 < count ? labels[i + 1] : apex;
            // RFC 6672 section 3.2 step 3C: a DNAME is for all names below its owner, whether they are there or not.
            if (node.Has(DnameType))
            {
                return new LookupResult(LookupKind.Redirected, node, parent);
            }
            if (!zone.Nodes.TryFind(lowerName[labels[i]..], out var below))
            {
                return FindWildcard(zone, lowerName, parent);
            }
            node = below;
            // RFC 3658 section 2.2.1: DS lives above the cut, with the parent.
            if (node.Has(NsType) && !(i == 0 && type == DsType))
            {
                return new LookupResult(LookupKind.Delegated, node, labels[i]);
            }
        }
        return new LookupResult(LookupKind.Found, node, 0);
    }

    // RFC 4592 section 3.3.1: the source of synthesis is the wildcard at the closest encloser, and no other.
    private static LookupResult FindWildcard(ZoneSnapshot zone, ReadOnlySpan<byte> lowerName, int encloser)
    {
        Span<byte> wildcard = stackalloc byte[WireName.MaxLength + 2];
        wildcard[0] = 1;
        wildcard[1] = (byte)'*';
        lowerName[encloser..].CopyTo(wildcard[2..]);
        return zone.Nodes.TryFind(wildcard[..(lowerName.Length - encloser + 2)], out var node)
            ? new LookupResult(LookupKind.Wildcard, node, encloser)
            : new LookupResult(LookupKind.Missing, null, 0);
    }
}
