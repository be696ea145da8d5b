using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A record type by its mnemonic or as <c>TYPEnnn</c> (RFC 3597 section 5).</summary>
internal sealed class TypeField(string name) : RdataField(name)
{
    public override int? FixedSize => 2;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (ushort.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && RdataRegistry.IsData(number))
        {
            wire.WriteUInt16(number);
            return true;
        }
        if (!RdataRegistry.TryFind(token.Span, out var type))
        {
            return tokens.Fail(token, $"the {Name} '{token.Text}' is not a record type");
        }
        wire.WriteUInt16(type.Code);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var code) || !RdataRegistry.IsData(code))
        {
            return false;
        }
        text.Append(RdataRegistry.Find(code).Mnemonic);
        return true;
    }
}
