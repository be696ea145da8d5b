using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.Zones;

/// <summary>What is wrong with one member of an RRset; <paramref name="Path"/> is <c>owner</c>, <c>type</c>, <c>ttl</c>, <c>records</c> or <c>records[0]</c>.</summary>
public sealed record RrsetError(string Path, string Message);

/// <summary>A normalized RRset, or null and what is wrong.</summary>
public sealed record NormalizedRrset(ZoneRrset? Rrset, IReadOnlyList<RrsetError> Errors);

/// <summary>Brings RRsets that people wrote into the one form that is stored, compared and served.</summary>
public static class RrsetNormalizer
{
    /// <summary>Largest TTL in seconds (RFC 2181 section 8).</summary>
    public const uint MaxTtl = int.MaxValue;

    /// <summary>Checks and normalizes an RRset: owner absolute, type in upper case, rdata canonical, sorted, without duplicates.</summary>
    public static NormalizedRrset Normalize(string origin, string owner, string type, uint ttl, IReadOnlyList<string> records)
    {
        var errors = new List<RrsetError>();
        if (!DnsName.TryParse(origin, DnsName.Root, out var zone, out _))
        {
            return new NormalizedRrset(null, [new RrsetError("zone", $"'{origin}' is not a zone's name")]);
        }
        if (!DnsName.TryParse(owner, zone, out var name, out var nameError))
        {
            errors.Add(new RrsetError("owner", nameError));
        }
        else if (!name.IsAtOrBelow(zone))
        {
            errors.Add(new RrsetError("owner", $"'{owner}' is not in the zone {zone}"));
        }
        if (ttl > MaxTtl)
        {
            errors.Add(new RrsetError("ttl", $"the TTL must be a number of seconds from 0 to {MaxTtl}"));
        }
        if (!RdataRegistry.TryFind(type, out var rdataType))
        {
            errors.Add(new RrsetError("type", UnknownType(type)));
            return new NormalizedRrset(null, errors);
        }
        var collector = new RdataCollector(rdataType);
        var buffer = new RdataBuffer();
        for (var i = 0; i < records.Count; i++)
        {
            if (AddRecord(collector, records[i], zone, buffer) is { } message)
            {
                errors.Add(new RrsetError($"records[{i}]", message));
            }
        }
        if (records.Count == 0)
        {
            errors.Add(new RrsetError("records", "at least one record is required"));
        }
        return errors.Count > 0
            ? new NormalizedRrset(null, errors)
            : new NormalizedRrset(new ZoneRrset(name!.ToString(), rdataType.Mnemonic, ttl, collector.ToSorted()), []);
    }

    /// <summary>The absolute lower-case name of a zone with its final dot, or null when it is not a name.</summary>
    public static string? NormalizeZoneName(string name) =>
        DnsName.TryParse(name, DnsName.Root, out var parsed, out _) && name != "@"
            ? DnsName.FromWire(parsed.ToLowerWire())!.ToString()
            : null;

    /// <summary>The owner as people write it inside the zone: <c>@</c>, <c>www</c>; absolute when it is outside.</summary>
    public static string RelativeOwner(string origin, string owner) =>
        DnsName.TryParse(origin, DnsName.Root, out var zone, out _) && DnsName.TryParse(owner, zone, out var name, out _)
            ? name.ToRelativeString(zone)
            : owner;

    internal static string UnknownType(string type) =>
        $"'{type}' is not a record type; known are {string.Join(", ", RdataRegistry.Known.Select(known => known.Mnemonic))}, and TYPEnnn for any other (RFC 3597)";

    private static string? AddRecord(RdataCollector collector, string record, DnsName zone, RdataBuffer buffer)
    {
        var (tokens, error, end) = RdataText.Split(record);
        if (error is { } lexical)
        {
            return lexical.Text;
        }
        var cursor = new RdataTokens(tokens, zone, end);
        buffer.Clear();
        if (!collector.Type.TryParse(ref cursor, buffer))
        {
            return cursor.Error;
        }
        return collector.Add(buffer);
    }
}
