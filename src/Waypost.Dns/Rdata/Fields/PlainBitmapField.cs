using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The types 1 to 127 as one bitmap to the end of the rdata (RFC 2535 section 5.2).</summary>
internal sealed class PlainBitmapField(string name) : RdataField(name)
{
    private const int MaxLength = 16;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        Span<byte> bits = stackalloc byte[MaxLength];
        bits.Clear();
        var length = 0;
        while (!tokens.AtEnd)
        {
            if (!tokens.TryNext(Name, out var token))
            {
                return false;
            }
            if (!RdataRegistry.TryFind(token.Span, out var type) || type.Code > 127)
            {
                return tokens.Fail(token, $"'{token.Text}' in the {Name} is not a record type below 128");
            }
            bits[type.Code >> 3] |= (byte)(0x80 >> (type.Code & 7));
            length = Math.Max(length, (type.Code >> 3) + 1);
        }
        wire.WriteBytes(bits[..length]);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (reader.Remaining > MaxLength || !reader.TryReadBytes(reader.Remaining, out var bits) || (!bits.IsEmpty && (bits[^1] == 0 || (bits[0] & 0x80) != 0)))
        {
            return false;
        }
        var separator = "";
        for (var code = 1; code < bits.Length * 8; code++)
        {
            if ((bits[code >> 3] & (0x80 >> (code & 7))) == 0)
            {
                continue;
            }
            if (!RdataRegistry.IsData((ushort)code))
            {
                return false;
            }
            text.Append(separator).Append(RdataRegistry.Find((ushort)code).Mnemonic);
            separator = " ";
        }
        return true;
    }
}
