using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;

namespace Waypost.Dns.Transfers;

/// <summary>Where a name server is and how it is spoken to, as BIND writes it: <c>192.0.2.1 port 5353 key xfr tls name</c>.</summary>
/// <param name="EndPoint">Address and port.</param>
/// <param name="Key">Name of the TSIG key; null for none.</param>
/// <param name="Tls">Name of the TLS configuration (<c>ephemeral</c> for one without authentication); null for plain TCP and UDP.</param>
public sealed record PrimaryAddress(IPEndPoint EndPoint, string? Key, string? Tls)
{
    /// <summary>The port of DNS (RFC 1035 section 4.2).</summary>
    public const int DefaultPort = 53;

    /// <summary>The port of DNS over TLS (RFC 7858 section 3.1).</summary>
    public const int DefaultTlsPort = 853;

    /// <summary>Reads one element; the error is a whole clause.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out PrimaryAddress? address, [NotNullWhen(false)] out string? error)
    {
        address = null;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !TryReadAddress(words[0], out var ip))
        {
            error = $"'{text}' does not begin with an IP address";
            return false;
        }
        int? port = null;
        string? key = null;
        string? tls = null;
        for (var i = 1; i < words.Length; i += 2)
        {
            if (i + 1 == words.Length)
            {
                error = $"a value is missing after '{words[i]}' in '{text}'";
                return false;
            }
            var value = words[i + 1].Trim('"');
            switch (words[i].ToLowerInvariant())
            {
                case "port" when port is null && ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                    port = number;
                    break;
                case "key" when key is null:
                    key = value;
                    break;
                case "tls" when tls is null:
                    tls = value;
                    break;
                default:
                    error = $"'{words[i]} {words[i + 1]}' is not understood in '{text}': write port NUMBER, key NAME or tls NAME, each once";
                    return false;
            }
        }
        address = new PrimaryAddress(new IPEndPoint(ip, port ?? (tls is null ? DefaultPort : DefaultTlsPort)), key, tls);
        error = null;
        return true;
    }

    /// <summary>The form that <see cref="TryParse"/> reads.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{EndPoint.Address} port {EndPoint.Port}{(Key is null ? "" : " key " + Key)}{(Tls is null ? "" : " tls " + Tls)}");

    // Not the forms of fewer than four numbers that the platform takes too.
    private static bool TryReadAddress(string text, [NotNullWhen(true)] out IPAddress? address)
    {
        address = null;
        return (text.Contains(':', StringComparison.Ordinal) || text.Count(character => character == '.') == 3) && IPAddress.TryParse(text, out address);
    }
}
