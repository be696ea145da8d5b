using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>One or more bytes in hexadecimal to the end of the rdata; blanks may part the digits (RFC 4034 section 5.3).</summary>
internal sealed class HexadecimalField(string name) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var first))
        {
            return false;
        }
        var digits = new StringBuilder(first.Text);
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            digits.Append(token.Text);
        }
        var hex = digits.ToString();
        if (hex.Length == 0 || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(first, $"the {Name} must be pairs of hexadecimal digits");
        }
        wire.WriteBytes(Convert.FromHexString(hex));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(reader.Remaining, out var bytes) || bytes.IsEmpty)
        {
            return false;
        }
        text.Append(Convert.ToHexString(bytes));
        return true;
    }
}
