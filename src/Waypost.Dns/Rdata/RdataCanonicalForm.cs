using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata;

/// <summary>Rdata out of messages: without compression, and in the form in which equal rdata has equal bytes (RFC 4034 section 6.2).</summary>
public static class RdataCanonicalForm
{
    /// <summary>
    /// Copies rdata out of a message, with the names that a message may compress (RFC 3597 section 4) in full; null when they
    /// are malformed. What else the rdata holds is not looked at.
    /// </summary>
    public static byte[]? Expand(RdataType type, ReadOnlySpan<byte> message, int offset, int length)
    {
        if (offset < 0 || length < 0 || offset + length > message.Length)
        {
            return null;
        }
        var rdata = message.Slice(offset, length);
        if (type.CompressibleNames == 0 || length == 0)
        {
            return rdata.ToArray();
        }
        if (length < type.NamesOffset)
        {
            return null;
        }
        Span<byte> expanded = stackalloc byte[type.NamesOffset + (type.CompressibleNames * WireName.MaxLength)];
        rdata[..type.NamesOffset].CopyTo(expanded);
        var written = type.NamesOffset;
        var reader = new WireReader(message[..(offset + length)], compressed: true) { Position = offset + type.NamesOffset };
        for (var i = 0; i < type.CompressibleNames; i++)
        {
            if (!reader.TryReadName(expanded[written..], out var nameLength))
            {
                return null;
            }
            written += nameLength;
        }
        return [.. expanded[..written], .. message[reader.Position..(offset + length)]];
    }

    /// <summary>The canonical form of uncompressed, valid rdata; the same array when that is it.</summary>
    public static byte[] Of(RdataType type, byte[] rdata, string text)
    {
        if (HasNoNames(type.Code))
        {
            return rdata;
        }
        if (type.CompressibleNames > 0)
        {
            var lower = rdata.AsSpan().ToArray();
            var start = type.NamesOffset;
            for (var i = 0; i < type.CompressibleNames; i++)
            {
                var length = WireName.Length(lower.AsSpan(start));
                WireName.Lower(lower.AsSpan(start, length), lower.AsSpan(start, length));
                start += length;
            }
            return lower;
        }
        // Where the names of other types are, only their fields know.
        var (tokens, error, end) = RdataText.Split(text);
        var cursor = new RdataTokens(tokens, DnsName.Root, end);
        var buffer = new RdataBuffer();
        return error is null && type.TryParse(ref cursor, buffer) ? buffer.ToCanonical() : rdata;
    }

    // A, TXT and AAAA, which nearly all records are.
    private static bool HasNoNames(ushort code) => code is 1 or 16 or 28;
}
