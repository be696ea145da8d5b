using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A salt of up to 255 bytes behind its length, in hexadecimal; <c>-</c> when empty (RFC 5155 section 3.3).</summary>
internal sealed class SaltField(string name) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (token.Text == "-")
        {
            wire.WriteByte(0);
            return true;
        }
        if (token.Text.Length is 0 or > 510 || token.Text.Length % 2 != 0 || !token.Text.All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(token, $"the {Name} must be - or up to 255 pairs of hexadecimal digits");
        }
        wire.WriteByte((byte)(token.Text.Length / 2));
        wire.WriteBytes(Convert.FromHexString(token.Text));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var length) || !reader.TryReadBytes(length, out var bytes))
        {
            return false;
        }
        text.Append(bytes.IsEmpty ? "-" : Convert.ToHexString(bytes));
        return true;
    }
}
