using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A last character string that may be left out (RFC 1183 section 3.2).</summary>
internal sealed class OptionalStringField(string name) : RdataField(name)
{
    private readonly StringField _string = new(name);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire) => tokens.AtEnd || _string.TryParse(ref tokens, wire);

    public override bool TryFormat(ref WireReader reader, StringBuilder text) => reader.Remaining == 0 || _string.TryFormat(ref reader, text);
}
