using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Text;

namespace Waypost.Server.Connections;

/// <summary>How reading a PROXY header went.</summary>
internal enum ProxyStatus { Good, Incomplete, Bad }

/// <summary>Reads the header of HAProxy's PROXY protocol, versions 1 and 2.</summary>
internal static class ProxyHeader
{
    private const int MaxTextLength = 107;
    private const int MaxBinaryLength = 16 + 2048;
    private const int FixedLength = 16;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header at the start of the input.</summary>
    /// <param name="input">What has come so far.</param>
    /// <param name="length">The header's octets.</param>
    /// <param name="source">The client; null when the header names none (a health check), so that the proxy itself is the client.</param>
    public static ProxyStatus TryRead(in ReadOnlySequence<byte> input, out int length, out IPEndPoint? source)
    {
        ReadOnlySpan<byte> octets = input.Slice(0, Math.Min(input.Length, MaxBinaryLength)).ToArray();
        length = 0;
        source = null;
        return octets.IsEmpty ? ProxyStatus.Incomplete
            : octets[0] == Signature[0] ? ReadBinary(octets, out length, out source)
            : ReadText(octets, out length, out source);
    }

    // PROXY TCP4 192.0.2.1 192.0.2.2 56324 25 CRLF
    private static ProxyStatus ReadText(ReadOnlySpan<byte> octets, out int length, out IPEndPoint? source)
    {
        length = 0;
        source = null;
        ReadOnlySpan<byte> start = "PROXY "u8;
        if (!octets[..Math.Min(octets.Length, start.Length)].SequenceEqual(start[..Math.Min(octets.Length, start.Length)]))
        {
            return ProxyStatus.Bad;
        }

        int end = octets.IndexOf("\r\n"u8);
        if (end < 0 || end + 2 > MaxTextLength)
        {
            return end < 0 && octets.Length < MaxTextLength ? ProxyStatus.Incomplete : ProxyStatus.Bad;
        }

        length = end + 2;
        string[] words = Encoding.ASCII.GetString(octets[..end]).Split(' ');
        if (words.Length >= 2 && words[1] == "UNKNOWN")
        {
            return ProxyStatus.Good;
        }

        if (words.Length != 6 || words[1] is not ("TCP4" or "TCP6") || !IPAddress.TryParse(words[2], out IPAddress? address)
            || !IPAddress.TryParse(words[3], out _) || (words[1] == "TCP6") != words[2].Contains(':', StringComparison.Ordinal)
            || !ushort.TryParse(words[4], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || !ushort.TryParse(words[5], NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            return ProxyStatus.Bad;
        }

        source = new IPEndPoint(address, port);
        return ProxyStatus.Good;
    }

    private static ProxyStatus ReadBinary(ReadOnlySpan<byte> octets, out int length, out IPEndPoint? source)
    {
        length = 0;
        source = null;
        int known = Math.Min(octets.Length, Signature.Length);
        if (!octets[..known].SequenceEqual(Signature[..known]))
        {
            return ProxyStatus.Bad;
        }

        if (octets.Length < FixedLength)
        {
            return ProxyStatus.Incomplete;
        }

        int rest = BinaryPrimitives.ReadUInt16BigEndian(octets[14..]);
        int command = octets[12] & 15;
        if (octets[12] >> 4 != 2 || command > 1 || FixedLength + rest > MaxBinaryLength)
        {
            return ProxyStatus.Bad;
        }

        if (octets.Length < FixedLength + rest)
        {
            return ProxyStatus.Incomplete;
        }

        length = FixedLength + rest;
        ReadOnlySpan<byte> addresses = octets.Slice(FixedLength, rest);
        int size = octets[13] switch { 0x11 => 4, 0x21 => 16, _ => 0 };
        // LOCAL, or a family that is not TCP over IP: the proxy speaks for itself.
        if (command == 0 || size == 0)
        {
            return ProxyStatus.Good;
        }

        if (rest < 2 * size + 4)
        {
            return ProxyStatus.Bad;
        }

        source = new IPEndPoint(new IPAddress(addresses[..size]), BinaryPrimitives.ReadUInt16BigEndian(addresses[(2 * size)..]));
        return ProxyStatus.Good;
    }
}
