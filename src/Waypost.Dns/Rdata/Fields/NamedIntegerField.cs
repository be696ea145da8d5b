using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>An unsigned integer of 1 or 2 bytes some of whose values have names; written as its number.</summary>
internal class NamedIntegerField(string name, int size, FrozenDictionary<string, uint> names) : RdataField(name)
{
    private readonly uint _max = size == 1 ? byte.MaxValue : ushort.MaxValue;

    public override int? FixedSize => size;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!names.TryGetValue(token.Text, out var value)
            && (!uint.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out value) || value > _max))
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to {_max} or a known mnemonic");
        }
        if (size == 1)
        {
            wire.WriteByte((byte)value);
        }
        else
        {
            wire.WriteUInt16((ushort)value);
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(size, out var bytes))
        {
            return false;
        }
        text.Append(size == 1 ? bytes[0] : (bytes[0] << 8) | bytes[1]);
        return true;
    }
}
