using System.Net;
using System.Net.Sockets;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>A network: an address, or the leading numbers of one, with a length.</summary>
internal sealed class NetworkPrefixType : ConfType
{
    private NetworkPrefixType() : base("netprefix")
    {
    }

    public static NetworkPrefixType Instance { get; } = new();

    public override ConfValue Parse(ConfParser parser)
    {
        IPAddress address;
        bool partial;
        bool hasLength;
        try
        {
            address = NetworkAddressType.Read(parser, AddressForms.V4 | AddressForms.V4Prefix | AddressForms.V6);
            partial = !AddressText.TryRead(parser.Token, AddressForms.V4 | AddressForms.V6, out _);
            hasLength = parser.Peek(ConfTokens.Words).IsSpecial('/');
        }
        catch (ConfSyntaxException)
        {
            throw parser.Fail("expected network prefix", Near.At);
        }
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var length = (uint)bits;
        if (hasLength)
        {
            parser.Read(ConfTokens.Words);
            if (parser.Read(ConfTokens.Numbers).Kind != ConfTokenKind.Number)
            {
                throw parser.Fail("expected prefix length", Near.At);
            }
            length = parser.Token.Number;
            if (length > bits)
            {
                throw parser.Fail("invalid prefix length", Near.Bare);
            }
        }
        else if (partial)
        {
            throw parser.Fail("incomplete IPv4 address or prefix", Near.At);
        }
        if (!IsAligned(address, (int)length))
        {
            throw parser.Fail($"'{address}/{length}': address/prefix length mismatch", Near.Bare);
        }
        return new ConfPrefix(this, parser.File, parser.Line, address, (int)length);
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var prefix = (ConfPrefix)value;
        printer.Write($"{prefix.Address}/{prefix.Length}");
    }

    private static bool IsAligned(IPAddress address, int length)
    {
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit < bytes.Length * 8; bit++)
        {
            if ((bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>The address and port that queries leave from.</summary>
internal sealed class QuerySourceType(string name, AddressForms family) : ConfType(name)
{
    public override ConfValue Parse(ConfParser parser)
    {
        var (file, line) = (parser.File, parser.Line);
        var (address, addresses, ports, bare, port) = (family == AddressForms.V4 ? IPAddress.Any : IPAddress.IPv6Any, 0, 0, false, (ushort)0);
        uint? dscp = null;
        while (true)
        {
            var token = parser.Peek(ConfTokens.Words);
            if (token.Kind != ConfTokenKind.Word)
            {
                break;
            }
            if (token.IsWord("address"))
            {
                parser.Read(ConfTokens.Words);
                (address, addresses) = (Part(parser, () => NetworkAddressType.Read(parser, family | AddressForms.Wildcard)), addresses + 1);
            }
            else if (token.IsWord("port"))
            {
                parser.Warn("token 'port' is deprecated", deprecation: true);
                parser.Read(ConfTokens.Words);
                (port, ports) = (Part(parser, () => SocketAddressType.ReadPort(parser, wildcard: true)), ports + 1);
            }
            else if (token.IsWord("dscp"))
            {
                parser.Warn("'dscp' is obsolete and should be removed");
                parser.Read(ConfTokens.Words);
                dscp = (uint)((ConfNumber)IntegerType.Instance.Parse(parser)).Value;
            }
            else if (addresses == 0 && ports == 0)
            {
                (address, bare, addresses) = (NetworkAddressType.Read(parser, family | AddressForms.Wildcard), true, 1);
            }
            else if (bare)
            {
                break;
            }
            else
            {
                throw parser.Fail("expected 'address' or 'port'", Near.At);
            }
        }
        return addresses <= 1 && ports <= 1 && addresses + ports > 0
            ? new ConfAddress(this, file, line, address, port) { Dscp = dscp, IsBare = bare }
            : throw parser.Fail("expected one address and/or port");
    }

    // Whatever is wrong after a keyword makes the whole source invalid.
    private static T Part<T>(ConfParser parser, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (ConfSyntaxException)
        {
            throw parser.Fail("invalid query source", Near.At);
        }
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var source = (ConfAddress)value;
        printer.Write(source.IsBare ? source.Address.ToString() : $"address {source.Address}");
        printer.Write(source.IsBare && source.Port == 0 ? "" : $" port {source.Port}");
        if (source.Dscp is { } dscp)
        {
            printer.Write($" dscp {dscp}");
        }
    }
}
