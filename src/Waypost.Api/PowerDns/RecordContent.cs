using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Waypost.Dns.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Contents of records, which PowerDNS' API takes in canonical form only.</summary>
internal static partial class RecordContent
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

            if (!canonical.Contains(texts[i]) && Single(owner, type, ttl, texts[i]) is { } form && !IsSame(type, texts[i], form))
            {
                throw new PowerDnsException($"Record {owner}/{type} '{contents[i]}': Not in expected format (parsed as '{form}')");
            }
        }

        return rrset;
    }

    /// <summary>Rdata as PowerDNS writes it, where that is not as Waypost does.</summary>
    public static string Write(string type, string rdata) => type switch
    {
        "DS" or "CDS" or "SSHFP" or "TLSA" or "SMIMEA" => rdata.ToLowerInvariant(),
        "LOC" => WholeMetres().Replace(rdata, " $1.00m"),
        "SVCB" or "HTTPS" => QuotedAlpn().Replace(rdata, " alpn=$1"),
        _ => rdata,
    };

    [GeneratedRegex(" ([0-9]+)m")]
    private static partial Regex WholeMetres();

    [GeneratedRegex(" alpn=\"([^\"\\\\]*)\"")]
    private static partial Regex QuotedAlpn();

    private static string Single(string owner, string type, uint ttl, string text) => RrsetNormalizer.Normalize(".", owner, type, ttl, [text]).Rrset!.Rdata[0];

    // PowerDNS compares addresses by their value. Blanks within hexadecimal, quotes around what needs none and the zeros of a
    // length are writing; dots of names, and the quotes of texts, are not.
    private static bool IsSame(string type, string text, string form) => type switch
    {
        "AAAA" or "LOC" or "APL" => true,
        "TXT" or "SPF" => Squeeze(text, " ").Equals(Squeeze(form, " "), StringComparison.Ordinal),
        _ => Squeeze(Squeeze(text, " "), "\"").Equals(Squeeze(Squeeze(form, " "), "\""), StringComparison.OrdinalIgnoreCase),
    };

    private static string Squeeze(string text, string blank) => text.Replace(blank, "", StringComparison.Ordinal);

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
