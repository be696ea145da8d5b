using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>16 bits in octal, as addresses of Chaosnet are written.</summary>
internal sealed class OctalField(string name) : RdataField(name)
{
    public override int? FixedSize => 2;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var value = 0;
        foreach (var c in token.Span)
        {
            value = c is >= '0' and <= '7' && value <= ushort.MaxValue ? (value * 8) + c - '0' : int.MaxValue;
            if (value > ushort.MaxValue)
            {
                return tokens.Fail(token, $"the {Name} must be an octal number of at most 16 bits");
            }
        }
        wire.WriteUInt16((ushort)value);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var value))
        {
            return false;
        }
        text.Append(Convert.ToString(value, 8));
        return true;
    }
}
