using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>At least <paramref name="minimum"/> bytes in hexadecimal to the end of the rdata; blanks may part the digits (RFC 4034 section 5.3).</summary>
internal sealed class HexadecimalField(string name, int minimum = 1) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var first))
        {
            return false;
        }
        var digits = new StringBuilder().Append(first.Span);
        while (!tokens.AtEnd)
        {
            tokens.TryNext(Name, out var token);
            digits.Append(token.Span);
        }
        var hex = digits.ToString();
        if (hex.Length == 0 || hex.Length % 2 != 0 || !hex.All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(first, $"the {Name} must be pairs of hexadecimal digits");
        }
        if (hex.Length / 2 < minimum)
        {
            return tokens.Fail(first, $"the {Name} must have at least {minimum} bytes");
        }
        wire.WriteBytes(Convert.FromHexString(hex));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(reader.Remaining, out var bytes) || bytes.Length < minimum)
        {
            return false;
        }
        text.Append(Convert.ToHexString(bytes));
        return true;
    }
}
