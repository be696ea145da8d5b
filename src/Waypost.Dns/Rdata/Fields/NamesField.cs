using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Any number of names, uncompressed, to the end of the rdata (RFC 8205 section 5).</summary>
internal sealed class NamesField(string name) : RdataField(name)
{
    private readonly NameField _one = new(name);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        while (!tokens.AtEnd)
        {
            if (!_one.TryParse(ref tokens, wire))
            {
                return false;
            }
        }
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        var separator = "";
        while (reader.Remaining > 0)
        {
            text.Append(separator);
            if (!_one.TryFormat(ref reader, text))
            {
                return false;
            }
            separator = " ";
        }
        return true;
    }
}
