using System.Buffers;
using System.Globalization;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Names in bodies: absolute, and of the characters that PowerDNS' API takes.</summary>
internal static class QName
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_/.-");

    /// <summary>The name in lower case.</summary>
    public static string Read(string text)
    {
        if (!text.EndsWith('.'))
        {
            throw new PowerDnsException($"DNS Name '{text}' is not canonical");
        }

        var plain = text.StartsWith("*.", StringComparison.Ordinal) ? text.AsSpan(2) : text;
        if (plain.ContainsAnyExcept(Allowed))
        {
            throw new PowerDnsException($"Name '{Escape(text)}' contains unsupported characters");
        }

        return DnsName.TryParse(text, DnsName.Root, out _, out _) && RrsetNormalizer.NormalizeZoneName(text) is { } name
            ? name
            : throw new PowerDnsException($"Unable to parse DNS Name '{text}'");
    }

    /// <summary>Whether a name is the zone's or below it; both in lower case.</summary>
    public static bool IsWithin(string name, string origin) =>
        origin == "." || name == origin || (name.EndsWith(origin, StringComparison.Ordinal) && name[^(origin.Length + 1)] == '.');

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            _ = octet is > 0x20 and < 0x7f ? escaped.Append((char)octet) : escaped.Append('\\').Append(octet.ToString("D3", CultureInfo.InvariantCulture));
        }

        return escaped.ToString();
    }
}
