using System.Net;
using System.Net.Sockets;
using Waypost.Dns.Names;

namespace Waypost.Dns.Zones;

/// <summary>
/// Encodes canonical rdata of the types of which large zones consist, without tokens. What it does not take, the type's own reader
/// takes, or refuses.
/// </summary>
internal static class QuickRdata
{
    /// <summary>The code of a type that is taken here, or 0.</summary>
    public static ushort TypeOf(ReadOnlySpan<char> mnemonic) => mnemonic switch
    {
        "A" => 1,
        "NS" => 2,
        "CNAME" => 5,
        "PTR" => 12,
        "AAAA" => 28,
        _ => 0,
    };

    public static bool TryEncode(ushort type, ReadOnlySpan<char> text, Span<byte> wire, out int length) => type switch
    {
        1 => TryEncodeAddress(text, wire, out length),
        2 or 5 or 12 => TryEncodeName(text, wire, out length),
        28 => TryEncodeAddress6(text, wire, out length),
        _ => Nothing(out length),
    };

    /// <summary>An absolute name without escapes that need a second look.</summary>
    public static bool TryEncodeName(ReadOnlySpan<char> text, Span<byte> wire, out int length)
    {
        if (text.IsEmpty || text[^1] != '.' || text.ContainsAny('"', ';', '(') || NameText.Read(text, wire, out length, out var absolute) is not null || !absolute || length >= WireName.MaxLength)
        {
            return Nothing(out length);
        }
        wire[length++] = 0;
        return true;
    }

    private static bool TryEncodeAddress(ReadOnlySpan<char> text, Span<byte> wire, out int length)
    {
        length = 0;
        var (value, digits) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && digits < 3 && !(digits > 0 && value == 0))
            {
                value = (value * 10) + c - '0';
                digits++;
                continue;
            }
            if (c != '.' || digits == 0 || value > byte.MaxValue || length == 3)
            {
                return Nothing(out length);
            }
            wire[length++] = (byte)value;
            (value, digits) = (0, 0);
        }
        if (length != 3 || digits == 0 || value > byte.MaxValue)
        {
            return Nothing(out length);
        }
        wire[length++] = (byte)value;
        return true;
    }

    private static bool TryEncodeAddress6(ReadOnlySpan<char> text, Span<byte> wire, out int length)
    {
        // Neither a zone nor brackets: those are no addresses in a zone.
        return !text.ContainsAny("%[]/") && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? address.TryWriteBytes(wire, out length)
            : Nothing(out length);
    }

    private static bool Nothing(out int length)
    {
        length = 0;
        return false;
    }
}
