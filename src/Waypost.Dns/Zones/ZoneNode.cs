namespace Waypost.Dns.Zones;

/// <summary>One name of a zone. A node without RRsets is an empty non-terminal (RFC 4592 section 2.2.2).</summary>
internal sealed record ZoneNode(WireRrset[] Rrsets, int Children)
{
    public static ZoneNode Empty { get; } = new([], 0);

    public WireRrset? First => Rrsets.Length > 0 ? Rrsets[0] : null;

    public WireRrset? Find(ushort type)
    {
        foreach (var rrset in Rrsets)
        {
            if (rrset.Type.Code == type)
            {
                return rrset;
            }
        }
        return null;
    }

    public ZoneNode With(WireRrset rrset) => this with { Rrsets = [.. Rrsets.Where(other => other.Type.Code != rrset.Type.Code), rrset] };

    public ZoneNode Without(ushort type) => this with { Rrsets = Array.FindAll(Rrsets, other => other.Type.Code != type) };
}
