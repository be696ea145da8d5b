using System.Globalization;
using System.Text;
using Waypost.Dns.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Contents of records, which PowerDNS' API takes in canonical form only.</summary>
internal static class RecordContent
{
    private const int LongestString = 255;

    /// <summary>The RRset, or a refusal in PowerDNS' words.</summary>
    public static ZoneRrset Read(string owner, string type, uint ttl, IReadOnlyList<string> contents)
    {
        var texts = type is "TXT" or "SPF" ? [.. contents.Select(SplitLongStrings)] : contents;
        // Names in contents are absolute: against the root, one without its final dot becomes one that differs by the dot.
        var result = RrsetNormalizer.Normalize(".", owner, type, ttl, texts);
        if (result.Errors is [var error, ..])
        {
            throw Refusal(owner, type, contents, error);
        }

        var rrset = result.Rrset!;
        var canonical = rrset.Rdata.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < contents.Count; i++)
        {
            if (!seen.Add(contents[i]))
            {
                throw new PowerDnsException($"Duplicate record in RRset {owner} IN {type} with content \"{contents[i]}\"");
            }

            // PowerDNS compares addresses by their value.
            if (type != "AAAA" && !canonical.Contains(texts[i]) && Single(owner, type, ttl, texts[i]) is { } form && !IsSame(texts[i], form))
            {
                throw new PowerDnsException($"Record {owner}/{type} '{contents[i]}': Not in expected format (parsed as '{form}')");
            }
        }

        return rrset;
    }

    private static string Single(string owner, string type, uint ttl, string text) => RrsetNormalizer.Normalize(".", owner, type, ttl, [text]).Rrset!.Rdata[0];

    // Blanks within base64 and hexadecimal, and quotes around what needs none, are writing; dots and quotes that are missing are not.
    private static bool IsSame(string text, string form) =>
        text.Length >= form.Length && Squeeze(text).Equals(Squeeze(form), StringComparison.OrdinalIgnoreCase);

    private static string Squeeze(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    private static PowerDnsException Refusal(string owner, string type, IReadOnlyList<string> contents, RrsetError error)
    {
        if (error.Path == "type")
        {
            return new($"RRset {owner} IN {type}: unknown type given");
        }

        var index = error.Path.StartsWith("records[", StringComparison.Ordinal) ? int.Parse(error.Path.AsSpan(8..^1), NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        return new($"Record {owner}/{type} '{(contents.Count > 0 ? contents[index] : "")}': Parsing record content (try 'pdnsutil check-zone'): {error.Message}");
    }

    // PowerDNS cuts a string of more than 255 octets into several (RFC 1035 section 3.3.14).
    private static string SplitLongStrings(string content)
    {
        if (content.Length <= LongestString + 2)
        {
            return content;
        }

        var (split, quoted, octets) = (new StringBuilder(content.Length + 16), false, 0);
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '"')
            {
                (quoted, octets) = (!quoted, 0);
                split.Append('"');
                continue;
            }

            var length = content[i] != '\\' || i + 1 == content.Length ? 1 : char.IsAsciiDigit(content[i + 1]) && i + 3 < content.Length ? 4 : 2;
            if (quoted && octets == LongestString)
            {
                split.Append("\" \"");
                octets = 0;
            }

            split.Append(content, i, length);
            octets += Encoding.UTF8.GetByteCount(content.AsSpan(i, 1));
            i += length - 1;
        }

        return split.ToString();
    }
}
