namespace Waypost.Dns.Zones;

/// <summary>One RRset as text, the form in which the API, the database and zone files exchange it.</summary>
/// <param name="Owner">Absolute owner name with its final dot, case preserved, RFC 1035 section 5.1 escapes.</param>
/// <param name="Type">Type mnemonic in upper case (<c>A</c>, <c>MX</c>), or <c>TYPEnnn</c> (RFC 3597 section 5).</param>
/// <param name="Ttl">Time to live in seconds, 0 to 2^31-1 (RFC 2181 section 8).</param>
/// <param name="Rdata">The rdata of each record in canonical presentation form, names absolute; sorted, no duplicates.</param>
public sealed record ZoneRrset(string Owner, string Type, uint Ttl, IReadOnlyList<string> Rdata);

/// <summary>One change of an RRset: absent before means added, absent after means removed.</summary>
public record RrsetChange(ZoneRrset? Before, ZoneRrset? After);

/// <summary>A change whose new RRset is encoded already, so that nobody has to read its text.</summary>
/// <param name="Before">The RRset before.</param>
/// <param name="After">The RRset after.</param>
/// <param name="Owner">Its owner.</param>
/// <param name="Records">Its records as <see cref="WireRrset.Records"/> has them, in the order of the texts.</param>
internal sealed record EncodedChange(ZoneRrset? Before, ZoneRrset After, Names.DnsName Owner, byte[] Records) : RrsetChange(Before, After);
