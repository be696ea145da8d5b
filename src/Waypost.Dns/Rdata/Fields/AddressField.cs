using System.Net;
using System.Net.Sockets;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>An IPv4 address as a dotted quad, or an IPv6 address as RFC 5952 writes it.</summary>
internal sealed class AddressField(string name, AddressFamily family) : RdataField(name)
{
    private readonly int _size = family == AddressFamily.InterNetwork ? 4 : 16;

    public override int? FixedSize => _size;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        Span<byte> bytes = stackalloc byte[16];
        if (!(family == AddressFamily.InterNetwork ? TryParseDottedQuad(token.Span, bytes) : TryParseColons(token.Span, bytes)))
        {
            return tokens.Fail(token, $"'{token.Text}' is not an {(_size == 4 ? "IPv4" : "IPv6")} address");
        }
        wire.WriteBytes(bytes[.._size]);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(_size, out var bytes))
        {
            return false;
        }
        text.Append(new IPAddress(bytes).ToString());
        return true;
    }

    // IPAddress also takes 127.1 and 0x7f000001; master files do not.
    private static bool TryParseDottedQuad(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var (count, digits, value) = (0, 0, 0);
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c) && (digits == 0 || value != 0) && ++digits <= 3 && (value = (value * 10) + c - '0') <= byte.MaxValue)
            {
                continue;
            }
            if (c != '.' || digits is 0 or > 3 || value > byte.MaxValue || count == 3)
            {
                return false;
            }
            bytes[count++] = (byte)value;
            (digits, value) = (0, 0);
        }
        bytes[3] = (byte)value;
        return count == 3 && digits is > 0 and <= 3 && value <= byte.MaxValue;
    }

    // IPAddress also takes a scope and brackets.
    private static bool TryParseColons(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.IndexOfAny('%', '[', '/') < 0 && IPAddress.TryParse(text, out var address)
        && address.AddressFamily == AddressFamily.InterNetworkV6 && address.TryWriteBytes(bytes, out _);
}
