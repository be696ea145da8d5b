using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Gateway type, algorithm and gateway of IPSECKEY: the type says what the gateway is (RFC 4025 sections 2.3 to 2.5).</summary>
internal sealed class IpsecGatewayField() : RdataField("gateway type")
{
    private static readonly RdataField[] Gateways =
    [
        new AbsentField("gateway"),
        new AddressField("gateway", AddressFamily.InterNetwork),
        new AddressField("gateway", AddressFamily.InterNetworkV6),
        new NameField("gateway"),
    ];

    private static readonly IntegerField Algorithm = new("algorithm", 1);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (token.Text is not ("0" or "1" or "2" or "3"))
        {
            return tokens.Fail(token, "the gateway type must be 0 (none), 1 (IPv4), 2 (IPv6) or 3 (name)");
        }
        var type = token.Text[0] - '0';
        wire.WriteByte((byte)type);
        return Algorithm.TryParse(ref tokens, wire) && Gateways[type].TryParse(ref tokens, wire);
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var type) || type >= Gateways.Length)
        {
            return false;
        }
        text.Append(type).Append(' ');
        if (!Algorithm.TryFormat(ref reader, text))
        {
            return false;
        }
        text.Append(' ');
        return Gateways[type].TryFormat(ref reader, text);
    }

    /// <summary>No gateway: a dot in text, nothing on the wire.</summary>
    private sealed class AbsentField(string name) : RdataField(name)
    {
        public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire) =>
            tokens.TryNext(Name, out var token) && (token.Text == "." || tokens.Fail(token, "gateway type 0 has the gateway ."));

        public override bool TryFormat(ref WireReader reader, StringBuilder text)
        {
            text.Append('.');
            return true;
        }
    }
}
