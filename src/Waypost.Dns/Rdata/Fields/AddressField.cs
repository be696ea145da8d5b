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
        // IPAddress also takes 127.1, 0x7f000001, a scope and brackets; master files do not.
        var shaped = family == AddressFamily.InterNetwork ? IsDottedQuad(token.Text) : token.Text.AsSpan().IndexOfAny('%', '[', '/') < 0;
        if (!shaped || !IPAddress.TryParse(token.Text, out var address) || address.AddressFamily != family)
        {
            return tokens.Fail(token, $"'{token.Text}' is not an {(_size == 4 ? "IPv4" : "IPv6")} address");
        }
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var written);
        wire.WriteBytes(bytes[..written]);
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

    private static bool IsDottedQuad(string text)
    {
        var parts = text.Split('.');
        return parts.Length == 4 && Array.TrueForAll(parts, part =>
            part.Length is >= 1 and <= 3 && part.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (part.Length == 1 || part[0] != '0'));
    }
}
