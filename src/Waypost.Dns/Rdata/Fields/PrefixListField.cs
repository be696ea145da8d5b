using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Presentation;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Address prefixes such as <c>1:192.0.2.0/24</c> or <c>!2:2001:db8::/32</c>, to the end of the rdata (RFC 3123).</summary>
internal sealed class PrefixListField(string name) : RdataField(name)
{
    private const byte Negation = 0x80;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            if (!TryParseItem(token, wire))
            {
                return tokens.Fail(token, $"'{token.Text}' is not a prefix such as 1:192.0.2.0/24, 2:2001:db8::/32 or either behind !");
            }
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        Span<byte> address = stackalloc byte[16];
        var separator = "";
        while (reader.TryReadUInt16(out var family))
        {
            var size = family switch { 1 => 4, 2 => 16, _ => 0 };
            if (!reader.TryReadByte(out var prefix) || prefix > size * 8 || !reader.TryReadByte(out var length))
            {
                return false;
            }
            // RFC 3123 section 4: zeros at the end are left out.
            if (size == 0 || (length & ~Negation) > size || !reader.TryReadBytes(length & ~Negation, out var part) || (!part.IsEmpty && part[^1] == 0))
            {
                return false;
            }
            address.Clear();
            part.CopyTo(address);
            text.Append(separator).Append((length & Negation) != 0 ? "!" : "").Append(family).Append(':')
                .Append(new IPAddress(address[..size]).ToString()).Append('/').Append(prefix);
            separator = " ";
        }
        return reader.Remaining == 0;
    }

    private static bool TryParseItem(Token token, RdataBuffer wire)
    {
        var text = token.Text.AsSpan();
        var negated = text.StartsWith("!");
        text = negated ? text[1..] : text;
        var family = text.StartsWith("1:") ? AddressFamily.InterNetwork : AddressFamily.InterNetworkV6;
        var slash = text.IndexOf('/');
        if (slash < 2 || !(text.StartsWith("1:") || text.StartsWith("2:")) || text[2..slash].IndexOfAny('%', '[') >= 0
            || !IPAddress.TryParse(text[2..slash], out var address) || address.AddressFamily != family)
        {
            return false;
        }
        var bytes = address.GetAddressBytes();
        if ((bytes.Length == 4 && text[2..slash].Count('.') != 3)
            || !byte.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var prefix) || prefix > bytes.Length * 8)
        {
            return false;
        }
        var part = bytes.AsSpan().TrimEnd((byte)0);
        wire.WriteUInt16((ushort)(bytes.Length == 4 ? 1 : 2));
        wire.WriteByte(prefix);
        wire.WriteByte((byte)(part.Length | (negated ? Negation : 0)));
        wire.WriteBytes(part);
        return true;
    }
}
