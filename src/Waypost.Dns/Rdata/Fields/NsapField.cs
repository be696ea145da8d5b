using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>An OSI network address: <c>0x</c> and pairs of hexadecimal digits, which dots may part (RFC 1706 section 7).</summary>
internal sealed class NsapField(string name) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var digits = token.Text.Replace(".", "", StringComparison.Ordinal);
        if (!digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || digits.Length < 4 || digits.Length % 2 != 0 || !digits.Skip(2).All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(token, $"the {Name} must be 0x and pairs of hexadecimal digits");
        }
        wire.WriteBytes(Convert.FromHexString(digits.AsSpan(2)));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(reader.Remaining, out var bytes) || bytes.IsEmpty)
        {
            return false;
        }
        text.Append("0x").Append(Convert.ToHexStringLower(bytes));
        return true;
    }
}
