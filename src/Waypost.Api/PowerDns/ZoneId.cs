using System.Globalization;
using System.Text;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>A zone's id in a path: its name with or without the final dot, other characters as <c>=2F</c>.</summary>
/// <param name="Origin">Null when it is no domain name; there is no such zone then.</param>
public sealed record ZoneId(string? Origin)
{
    /// <summary>The zone's key; PowerDNS knows no views, so that it is always the default one.</summary>
    public ZoneKey ToKey() => Origin is null ? throw PowerDnsException.NotFound() : ZoneKey.Default(Origin);

    public static bool TryParse(string text, out ZoneId id)
    {
        id = new((string?)null);
        var name = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                name.Append(text[i]);
                continue;
            }

            if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                return false;
            }

            name.Append((char)octet);
            i += 2;
        }

        id = new(RrsetNormalizer.NormalizeZoneName(name.Replace("%2F", "/").Replace("%2f", "/").ToString()));
        return true;
    }

    /// <summary>The id of a zone.</summary>
    public static string Of(string origin)
    {
        if (origin == ".")
        {
            return "=2E";
        }

        var id = new StringBuilder(origin.Length);
        foreach (var character in origin)
        {
            _ = char.IsAsciiLetterOrDigit(character) || character is '.' or '-'
                ? id.Append(character)
                : id.Append('=').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
        }

        return id.ToString();
    }
}
