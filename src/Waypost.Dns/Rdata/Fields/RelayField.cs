using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Discovery optional, type and relay of AMTRELAY: the type says what the relay is (RFC 8777 sections 4.2.2 to 4.2.4).</summary>
internal sealed class RelayField() : RdataField("discovery optional")
{
    private static readonly RdataField?[] Relays =
    [
        null,
        new AddressField("relay", AddressFamily.InterNetwork),
        new AddressField("relay", AddressFamily.InterNetworkV6),
        new NameField("relay"),
    ];

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (token.Span is not ("0" or "1"))
        {
            return tokens.Fail(token, $"the {Name} must be 0 or 1 (syntax error)");
        }
        var optional = token.Span is "1" ? 0x80 : 0;
        if (!tokens.TryNext("type", out token))
        {
            return false;
        }
        if (!byte.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var type) || type >= Relays.Length)
        {
            return tokens.Fail(token, "the type must be 0 (none), 1 (IPv4), 2 (IPv6) or 3 (name) (syntax error)");
        }
        wire.WriteByte((byte)(optional | type));
        return Relays[type] is { } relay
            ? relay.TryParse(ref tokens, wire)
            : tokens.TryNext("relay", out token) && (token.Span is "." || tokens.Fail(token, "type 0 has the relay ."));
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var octet) || (octet & 0x7f) >= Relays.Length)
        {
            return false;
        }
        text.Append(octet >> 7).Append(' ').Append(octet & 0x7f).Append(' ');
        if (Relays[octet & 0x7f] is { } relay)
        {
            return relay.TryFormat(ref reader, text);
        }
        text.Append('.');
        return true;
    }
}
