using System.Net;
using System.Net.Sockets;
using Waypost.Dns.NamedConf.Syntax;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Types;

/// <summary>Which addresses a place takes.</summary>
[Flags]
internal enum AddressForms
{
    None = 0,
    V4 = 1,

    /// <summary>The leading numbers of an IPv4 address, for a prefix.</summary>
    V4Prefix = 2,
    V6 = 4,
    Wildcard = 8,

    /// <summary>A port may follow, but BIND advises against it.</summary>
    PortDiscouraged = 16,
}

/// <summary>Reads addresses as named.conf writes them.</summary>
internal static class AddressText
{
    /// <summary>Whether a token is, or was meant as, an address; the address when it is one.</summary>
    public static bool TryRead(ConfToken token, AddressForms forms, out IPAddress? address)
    {
        address = null;
        if (token.Kind != ConfTokenKind.Word)
        {
            return false;
        }
        var text = token.Text;
        if (forms.HasFlag(AddressForms.Wildcard) && text == "*")
        {
            address = forms.HasFlag(AddressForms.V4) ? IPAddress.Any : IPAddress.IPv6Any;
            return true;
        }
        if ((forms & (AddressForms.V4 | AddressForms.V4Prefix)) != 0 && TryReadV4(text, forms.HasFlag(AddressForms.V4Prefix), out address))
        {
            return true;
        }
        if (forms.HasFlag(AddressForms.V6) && text.Length <= 127 && text.Contains(':', StringComparison.Ordinal) &&
            !text.StartsWith('[') && IPAddress.TryParse(text, out var six) && six.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address = six;
        }
        return address is not null;
    }

    // inet_pton's IPv4: four numbers without leading zeros; a prefix is filled up with zeros.
    private static bool TryReadV4(string text, bool prefix, out IPAddress? address)
    {
        address = null;
        Span<byte> bytes = stackalloc byte[4];
        bytes.Clear();
        var parts = text.Split('.');
        if (parts.Length > 4 || (parts.Length < 4 && !prefix))
        {
            return false;
        }
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i].Length is 0 or > 3 || parts[i].AsSpan().ContainsAnyExceptInRange('0', '9') ||
                (parts[i].Length > 1 && parts[i][0] == '0') || !byte.TryParse(parts[i], out bytes[i]))
            {
                return false;
            }
        }
        address = new IPAddress(bytes);
        return true;
    }
}

/// <summary>An address alone.</summary>
internal sealed class NetworkAddressType(string name, AddressForms forms) : ConfType(name)
{
    public AddressForms Forms => forms;

    /// <summary>Reads an address or fails with what was expected here.</summary>
    public static IPAddress Read(ConfParser parser, AddressForms forms)
    {
        if (AddressText.TryRead(parser.Read(ConfTokens.Words), forms, out var address) && address is not null)
        {
            return address;
        }
        var both = (forms & (AddressForms.V4 | AddressForms.V6)) == (AddressForms.V4 | AddressForms.V6);
        var family = both ? "IP address" : forms.HasFlag(AddressForms.V4) ? "IPv4 address" : "IPv6 address";
        var prefix = forms.HasFlag(AddressForms.V4Prefix) ? " or IPv4 prefix" : "";
        var wildcard = forms.HasFlag(AddressForms.Wildcard) ? " or '*'" : "";
        throw parser.Fail($"expected {family}{prefix}{wildcard}", Near.At);
    }

    public override ConfValue Parse(ConfParser parser)
    {
        var address = Read(parser, forms);
        return new ConfAddress(this, parser.File, parser.Line, address, 0);
    }

    public override void Print(ConfPrinter printer, ConfValue value) => printer.Write(((ConfAddress)value).Address.ToString());
}

/// <summary>An address with an optional port.</summary>
internal sealed class SocketAddressType(string name, AddressForms forms, bool withPort = true) : ConfType(name)
{
    public AddressForms Forms => forms;

    /// <summary>A port, or <c>*</c>, which is 0.</summary>
    public static ushort ReadPort(ConfParser parser, bool wildcard)
    {
        var token = parser.Read(ConfTokens.Numbers);
        if (wildcard && token.IsWord("*"))
        {
            return 0;
        }
        if (token.Kind != ConfTokenKind.Number)
        {
            throw parser.Fail("expected port number or '*'", Near.At);
        }
        return token.Number < 65536 ? (ushort)token.Number : throw parser.Fail("port number out of range", Near.At);
    }

    public override ConfValue Parse(ConfParser parser)
    {
        var address = NetworkAddressType.Read(parser, forms);
        var (file, line) = (parser.File, parser.Line);
        var (port, ports, dscp) = ((ushort)0, 0, default(uint?));
        while (parser.Peek(ConfTokens.Words) is var next && ((withPort && next.IsWord("port")) || next.IsWord("dscp")))
        {
            if (next.IsWord("port"))
            {
                if (forms.HasFlag(AddressForms.PortDiscouraged))
                {
                    parser.Warn("token 'port' is deprecated", deprecation: true);
                }
                parser.Read(ConfTokens.Words);
                (port, ports) = (ReadPort(parser, forms.HasFlag(AddressForms.Wildcard)), ports + 1);
            }
            else
            {
                parser.Warn("'dscp' is obsolete and should be removed");
                parser.Read(ConfTokens.Words);
                dscp = (uint)((ConfNumber)IntegerType.Instance.Parse(parser)).Value;
            }
        }
        return ports <= 1
            ? new ConfAddress(this, file, line, address, port) { Dscp = dscp }
            : throw parser.Fail("expected at most one port");
    }

    public override void Print(ConfPrinter printer, ConfValue value)
    {
        var address = (ConfAddress)value;
        printer.Write(address.Address.ToString());
        if (address.Port != 0)
        {
            printer.Write($" port {address.Port}");
        }
        if (address.Dscp is { } dscp)
        {
            printer.Write($" dscp {dscp}");
        }
    }
}
