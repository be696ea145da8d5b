using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>Writes a referral: the name servers of the cut and their glue, not authoritative (RFC 1034 section 4.3.2 step 3b).</summary>
internal readonly ref struct ReferralWriter(ZoneSnapshot zone)
{
    /// <summary>Writes the referral at <paramref name="cut"/>, the name of the cut in wire form.</summary>
    public void Write(scoped ReadOnlySpan<byte> cut, ZoneNode node, ref ResponseWriter writer)
    {
        var servers = node.Find(ZoneLookup.NsType)!.Value;
        if (!writer.TryWriteRrset(Section.Authority, cut, servers))
        {
            writer.Truncated = true;
            return;
        }
        // Glue below the cut first: without it the referral is of no use (RFC 9471 section 2.1).
        WriteGlue(cut, servers, below: true, ref writer);
        WriteGlue(cut, servers, below: false, ref writer);
    }

    private void WriteGlue(scoped ReadOnlySpan<byte> cut, WireRrset servers, bool below, ref ResponseWriter writer)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        foreach (var target in new TargetEnumerator(servers))
        {
            if (WireName.IsAtOrBelow(target, cut) != below || !new AdditionalWriter(zone).TryFindGlue(target, lower, out var host))
            {
                continue;
            }
            writer.Truncated |= !AdditionalWriter.TryWriteAddresses(target, host, ref writer) && below;
        }
    }
}
