using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>One or more character strings, to the end of the rdata (RFC 1035 section 3.3.14).</summary>
internal sealed class StringsField(string name) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        do
        {
            if (!tokens.TryNext(Name, out var token))
            {
                return false;
            }
            if (!StringText.TryDecode(token.Text, out var bytes))
            {
                return tokens.Fail(token, "a backslash must be followed by a character or by three digits up to 255");
            }
            if (bytes.Length > byte.MaxValue)
            {
                return tokens.Fail(token, $"a string has {bytes.Length} bytes and at most 255 are allowed; split it into several quoted strings");
            }
            wire.WriteByte((byte)bytes.Length);
            wire.WriteBytes(bytes);
        }
        while (!tokens.AtEnd);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        var first = true;
        do
        {
            if (!reader.TryReadByte(out var length) || !reader.TryReadBytes(length, out var bytes))
            {
                return false;
            }
            if (!first)
            {
                text.Append(' ');
            }
            first = false;
            StringText.Format(bytes, text);
        }
        while (reader.Remaining > 0);
        return true;
    }
}
