using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>
/// Adds the addresses of the hosts that an RRset names (RFC 1035 sections 3.3.9 and 3.3.11, RFC 2782), as far as the zone of the
/// RRset has them and they fit.
/// </summary>
internal readonly ref struct AdditionalWriter(ZoneSnapshot zone)
{
    private const ushort AType = 1;
    private const ushort AaaaType = 28;
    private const ushort SvcbType = 64;
    private const ushort HttpsType = 65;

    /// <summary>Writes the addresses for an RRset of <paramref name="owner"/>.</summary>
    public void Write(scoped ReadOnlySpan<byte> owner, WireRrset rrset, ref ResponseWriter writer)
    {
        if (rrset.Type.AdditionalOffset < 0)
        {
            return;
        }
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        foreach (var name in new TargetEnumerator(rrset))
        {
            // RFC 9460 section 2.5.2: the root stands for the owner itself.
            scoped var target = name.Length == 1 && rrset.TypeCode is SvcbType or HttpsType ? owner : name;
            var key = lower[..target.Length];
            WireName.Lower(target, key);
            if (IsFirst(rrset, name) && WireName.IsAtOrBelow(key, zone.Key)
                && ZoneLookup.Find(zone, key, AType) is { Kind: LookupKind.Found or LookupKind.Wildcard, Node: { } host })
            {
                TryWriteAddresses(target, host, ref writer);
            }
        }
    }

    /// <summary>
    /// Finds the node of a host that a referral names. Data below a cut is glue; data below a DNAME is not there (RFC 6672 section 2.4).
    /// </summary>
    public bool TryFindGlue(scoped ReadOnlySpan<byte> target, scoped Span<byte> lower, out ZoneNode host)
    {
        host = default;
        var key = lower[..target.Length];
        WireName.Lower(target, key);
        if (!WireName.IsAtOrBelow(key, zone.Key) || !zone.Nodes.TryFind(key, out host))
        {
            return false;
        }
        var (node, hidden) = (host, false);
        while (key.Length > zone.Key.Length)
        {
            if (node.Has(ZoneLookup.NsType))
            {
                // A DNAME below a cut is not the zone's.
                hidden = false;
            }
            key = key[(key[0] + 1)..];
            hidden |= zone.Nodes.TryFind(key, out node) && node.Has(ZoneLookup.DnameType);
        }
        return !hidden;
    }

    /// <summary>Writes the addresses of one host; false when one RRset did not fit.</summary>
    public static bool TryWriteAddresses(scoped ReadOnlySpan<byte> owner, ZoneNode node, ref ResponseWriter writer)
    {
        var (a, aaaa) = (node.Find(AType), node.Find(AaaaType));
        var whole = a is null || writer.TryWriteRrset(Section.Additional, owner, a.Value);
        return (aaaa is null || writer.TryWriteRrset(Section.Additional, owner, aaaa.Value)) && whole;
    }

    // Services of one RRset share hosts; an RRset is in a message once.
    private static bool IsFirst(WireRrset rrset, scoped ReadOnlySpan<byte> host)
    {
        foreach (var target in new TargetEnumerator(rrset))
        {
            if (WireName.EqualsIgnoreCase(target, host))
            {
                return Unsafe.AreSame(in MemoryMarshal.GetReference(target), in MemoryMarshal.GetReference(host));
            }
        }
        return true;
    }
}

/// <summary>The names, in wire form, of the hosts that the records of an RRset point at.</summary>
internal ref struct TargetEnumerator(WireRrset rrset)
{
    private ReadOnlySpan<byte> _records = rrset.Records;

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly TargetEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_records.IsEmpty)
        {
            return false;
        }
        var length = WireRrset.HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(_records[(WireRrset.HeaderLength - 2)..]);
        var target = _records[(WireRrset.HeaderLength + rrset.Type.AdditionalOffset)..length];
        Current = target[..WireName.Length(target)];
        _records = _records[length..];
        return true;
    }
}
