using System.Net;
using System.Net.Sockets;

namespace Waypost.Mail.Addresses;

/// <summary>What may stand right of the @ (RFC 5321 section 4.1.2 and 4.1.3).</summary>
public static class DomainSyntax
{
    /// <summary>Whether the text is a domain: letters, digits, hyphens (underscores are met in practice), U-labels by RFC 6531.</summary>
    public static bool IsDomain(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 253)
        {
            return false;
        }

        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> label = text[range];
            if (label.IsEmpty || label.Length > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }

            foreach (char c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-' && c != '_' && c < '\xa0')
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Whether the text is an address literal: <c>[192.0.2.1]</c> or <c>[IPv6:2001:db8::1]</c>.</summary>
    public static bool IsAddressLiteral(ReadOnlySpan<char> text) => TryReadAddressLiteral(text, out _);

    /// <summary>Reads an address literal.</summary>
    public static bool TryReadAddressLiteral(ReadOnlySpan<char> text, out IPAddress? address)
    {
        address = null;
        if (text.Length < 3 || text[0] != '[' || text[^1] != ']')
        {
            return false;
        }

        ReadOnlySpan<char> inner = text[1..^1];
        bool v6 = inner.StartsWith("IPv6:", StringComparison.OrdinalIgnoreCase);
        return IPAddress.TryParse(v6 ? inner[5..] : inner, out address)
            && address.AddressFamily == (v6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork);
    }
}
