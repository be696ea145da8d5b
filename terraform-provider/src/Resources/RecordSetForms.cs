using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Resources;

/// <summary>The canonical forms of a record set's parts, by the types that the server itself reads and writes with.</summary>
internal static class RecordSetForms
{
    public const uint DefaultTtl = 3600;

    // SERIAL, REFRESH, RETRY, EXPIRE, MINIMUM (RFC 1035 section 3.3.13).
    private const int SoaNumbers = 20;

    /// <summary>The owner as a full name in lower case, or null when it is not one.</summary>
    public static string? Owner(string zone, string name)
    {
        if (ZoneNames.Absolute(zone) is not { } origin)
        {
            return null;
        }

        var owner = InternationalNames.ToAscii(name);
        return RrsetNormalizer.NormalizeZoneName(owner == "@" ? origin : owner.EndsWith('.') ? owner : origin == "." ? owner : $"{owner}.{origin}");
    }

    /// <summary>The owner as the API's paths and ids have it: <c>@</c>, <c>www</c>, lower case.</summary>
    public static string Relative(string zone, string name) =>
        Owner(zone, name) is { } owner ? RrsetNormalizer.RelativeOwner(ZoneNames.Absolute(zone)!, owner) : name;

    /// <summary>A TTL in seconds, or null when it is none: a number, or BIND's units (<c>1h30m</c>).</summary>
    public static uint? Seconds(string ttl) =>
        TimeText.TryParse(ttl.Trim(), out var seconds) && seconds <= RrsetNormalizer.MaxTtl ? seconds : null;

    /// <summary>All records as bytes, sorted, once; null when they are not valid.</summary>
    public static string? Records(string zone, string type, IReadOnlyList<string> records)
    {
        if (!DnsName.TryParse(ZoneNames.Absolute(zone) ?? "", DnsName.Root, out var origin, out _) || !RdataRegistry.TryFind(type, out var rdataType))
        {
            return null;
        }

        var forms = new SortedSet<string>(StringComparer.Ordinal);
        var wire = new RdataBuffer();
        foreach (var record in records)
        {
            var (tokens, error, end) = RdataText.Split(Sent(rdataType.Mnemonic, record));
            var cursor = new RdataTokens(tokens, origin, end);
            wire.Clear();
            if (error is not null || !rdataType.TryParse(ref cursor, wire))
            {
                return null;
            }

            forms.Add(Convert.ToHexString(Meaning(rdataType.Mnemonic, wire.ToCanonical())));
        }

        return string.Join('\n', forms);
    }

    /// <summary>What was read, but each record that means one of the state's spelled and placed as there, so that a difference shows alone.</summary>
    public static IReadOnlyList<string> Spell(string zone, string type, IReadOnlyList<string> state, IReadOnlyList<string> read)
    {
        var left = read.GroupBy(record => Records(zone, type, [record]) ?? record, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var spelled = new List<string>(read.Count);
        foreach (var record in state)
        {
            if (left.Remove(Records(zone, type, [record]) ?? record))
            {
                spelled.Add(record);
            }
        }

        spelled.AddRange(read.Where(left.ContainsValue));
        return spelled;
    }

    /// <summary>The canonical form of a record set's <c>records</c>, by its zone and type.</summary>
    public static string? Records(CtyValue whole, CtyValue value) =>
        whole["zone"].Text is { } zone && whole["type"].Text is { } type && value.Texts is { } records ? Records(zone, type, records) : null;

    /// <summary>A record as it is sent: names that hold more than ASCII as A-labels, long texts cut.</summary>
    public static string Sent(string type, string record) => type switch
    {
        "TXT" or "SPF" or "AVC" => TextStrings.Cut(record),
        "NS" or "CNAME" or "DNAME" or "PTR" or "MX" or "SRV" or "KX" or "AFSDB" or "RT" when !System.Text.Ascii.IsValid(record) =>
            string.Join(' ', record.Split(' ').Select(InternationalNames.ToAscii)),
        _ => record,
    };

    public static string CanonicalType(string type) =>
        RdataRegistry.TryFind(type, out var known) ? known.Mnemonic : type.ToUpperInvariant();

    // The serial is the server's to raise with every write, so it is no difference.
    private static byte[] Meaning(string type, byte[] canonical)
    {
        switch (type)
        {
            case "SOA" when canonical.Length > SoaNumbers:
                canonical.AsSpan(canonical.Length - SoaNumbers, 4).Clear();
                return canonical;
            case "TXT" or "SPF":
                return TextStrings.Canonical(canonical);
            default:
                return canonical;
        }
    }
}
