using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The whole rdata of A6: how many bits come from elsewhere, the others, and the name of the rest (RFC 2874 section 3.1).</summary>
internal sealed class PartialAddressField() : RdataField("prefix length")
{
    private const int MaxPrefix = 128;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!byte.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > MaxPrefix)
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to {MaxPrefix}");
        }
        wire.WriteByte(prefix);
        if (prefix < MaxPrefix && !TryParseSuffix(ref tokens, prefix, wire))
        {
            return false;
        }
        return prefix == 0 || new NameField("prefix name").TryParse(ref tokens, wire);
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var prefix) || prefix > MaxPrefix || !reader.TryReadBytes(16 - (prefix / 8), out var suffix))
        {
            return false;
        }
        Span<byte> address = stackalloc byte[16];
        address.Clear();
        suffix.CopyTo(address[(16 - suffix.Length)..]);
        text.Append(prefix);
        if (prefix < MaxPrefix)
        {
            // The bits of the prefix in a shared byte are zero.
            if (prefix % 8 != 0 && (address[prefix / 8] & (0xff << (8 - (prefix % 8)))) != 0)
            {
                return false;
            }
            text.Append(' ').Append(new IPAddress(address).ToString());
        }
        if (prefix == 0)
        {
            return true;
        }
        text.Append(' ');
        return new NameField("prefix name").TryFormat(ref reader, text);
    }

    private static bool TryParseSuffix(ref RdataTokens tokens, byte prefix, RdataBuffer wire)
    {
        if (!tokens.TryNext("address suffix", out var token))
        {
            return false;
        }
        if (!IPAddress.TryParse(token.Span, out var address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return tokens.Fail(token, $"'{token.Text}' is not an IPv6 address");
        }
        var bytes = address.GetAddressBytes();
        bytes[Math.Min(prefix / 8, 15)] &= (byte)(0xff >> (prefix % 8));
        wire.WriteBytes(bytes.AsSpan(prefix / 8));
        return true;
    }
}
