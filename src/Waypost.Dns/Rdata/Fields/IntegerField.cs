using System.Globalization;
using System.Text;
using Waypost.Dns.Presentation;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>An unsigned integer of 1, 2 or 4 bytes; with <paramref name="time"/>, seconds that may be written with units.</summary>
internal sealed class IntegerField(string name, int size, bool time = false) : RdataField(name)
{
    private readonly uint _max = size switch { 1 => byte.MaxValue, 2 => ushort.MaxValue, _ => uint.MaxValue };

    public override int? FixedSize => size;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var valid = time
            ? TimeText.TryParse(token.Span, out var value)
            : uint.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        if (!valid || value > _max)
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to {_max}");
        }
        switch (size)
        {
            case 1: wire.WriteByte((byte)value); break;
            case 2: wire.WriteUInt16((ushort)value); break;
            default: wire.WriteUInt32(value); break;
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(size, out var bytes))
        {
            return false;
        }
        uint value = 0;
        foreach (var b in bytes)
        {
            value = (value << 8) | b;
        }
        text.Append(value);
        return true;
    }
}
