using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A set of record types as a bitmap in windows of 256 (RFC 4034 section 4.1.2), to the end of the rdata.</summary>
internal sealed class TypeBitmapField(string name, bool optional) : RdataField(name)
{
    private const int MaxWindowLength = 32;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!optional && tokens.AtEnd)
        {
            return tokens.TryNext(Name, out _);
        }
        var codes = new SortedSet<ushort>();
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            if (!RdataRegistry.TryFind(token.Span, out var type))
            {
                return tokens.Fail(token, $"'{token.Text}' in the {Name} is not a record type");
            }
            codes.Add(type.Code);
        }
        foreach (var window in codes.GroupBy(code => code >> 8))
        {
            var bits = new byte[((window.Max() & 0xff) >> 3) + 1];
            foreach (var code in window)
            {
                bits[(code & 0xff) >> 3] |= (byte)(0x80 >> (code & 7));
            }
            wire.WriteByte((byte)window.Key);
            wire.WriteByte((byte)bits.Length);
            wire.WriteBytes(bits);
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (reader.Remaining == 0)
        {
            return optional;
        }
        var (last, separator) = (-1, "");
        while (reader.TryReadByte(out var window))
        {
            // Windows rise, and neither they nor their last byte are empty.
            if (window <= last || !reader.TryReadByte(out var length) || length is 0 or > MaxWindowLength
                || !reader.TryReadBytes(length, out var bits) || bits[^1] == 0)
            {
                return false;
            }
            last = window;
            for (var bit = 0; bit < length * 8; bit++)
            {
                if ((bits[bit >> 3] & (0x80 >> (bit & 7))) == 0)
                {
                    continue;
                }
                var code = (ushort)((window << 8) | bit);
                if (!RdataRegistry.IsData(code))
                {
                    return false;
                }
                text.Append(separator).Append(RdataRegistry.Find(code).Mnemonic);
                separator = " ";
            }
        }
        return true;
    }
}
