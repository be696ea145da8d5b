using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A hardware address as pairs of hexadecimal digits parted by hyphens (RFC 7043 sections 3.2 and 4.2).</summary>
internal sealed class EuiField(string name, int size) : RdataField(name)
{
    public override int? FixedSize => size;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var pairs = token.Text.Split('-');
        if (pairs.Length != size || !Array.TrueForAll(pairs, pair => pair.Length is 1 or 2 && pair.All(char.IsAsciiHexDigit)))
        {
            return tokens.Fail(token, $"the {Name} must be {size} pairs of hexadecimal digits parted by hyphens");
        }
        wire.WriteBytes(Convert.FromHexString(string.Concat(pairs.Select(pair => pair.PadLeft(2, '0')))));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(size, out var bytes))
        {
            return false;
        }
        for (var i = 0; i < size; i++)
        {
            text.Append(i == 0 ? "" : "-").Append(bytes[i].ToString("x2", CultureInfo.InvariantCulture));
        }
        return true;
    }
}
