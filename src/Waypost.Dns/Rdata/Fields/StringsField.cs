using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>One or more character strings, to the end of the rdata (RFC 1035 section 3.3.14).</summary>
internal sealed class StringsField(string name) : RdataField(name)
{
    private readonly StringField _one = new(name);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        do
        {
            if (!_one.TryParse(ref tokens, wire))
            {
                return false;
            }
        }
        while (!tokens.AtEnd);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!_one.TryFormat(ref reader, text))
        {
            return false;
        }
        while (reader.Remaining > 0)
        {
            text.Append(' ');
            if (!_one.TryFormat(ref reader, text))
            {
                return false;
            }
        }
        return true;
    }
}
