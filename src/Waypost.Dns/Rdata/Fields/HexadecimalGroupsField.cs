using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>64 bits as four groups of hexadecimal digits parted by colons (RFC 6742 sections 2.1.2 and 2.3.2).</summary>
internal sealed class HexadecimalGroupsField(string name) : RdataField(name)
{
    public override int? FixedSize => 8;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var groups = token.Text.Split(':');
        if (groups.Length != 4 || !Array.TrueForAll(groups, group => group.Length is >= 1 and <= 4 && group.All(char.IsAsciiHexDigit)))
        {
            return tokens.Fail(token, $"the {Name} must be four groups of one to four hexadecimal digits parted by colons");
        }
        foreach (var group in groups)
        {
            wire.WriteUInt16(ushort.Parse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        for (var i = 0; i < 4; i++)
        {
            if (!reader.TryReadUInt16(out var group))
            {
                return false;
            }
            text.Append(i == 0 ? "" : ":").Append(group.ToString("x", CultureInfo.InvariantCulture));
        }
        return true;
    }
}
