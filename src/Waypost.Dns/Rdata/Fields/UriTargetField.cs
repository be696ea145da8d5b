using System.Text;
using Waypost.Dns.Presentation;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The target of a URI record: the rest of the rdata, without a length, never empty (RFC 7553 section 4.4).</summary>
internal sealed class UriTargetField() : RdataField("target")
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNextString(Name, out var token))
        {
            return false;
        }
        if (token.Kind != TokenKind.Quoted)
        {
            // RFC 7553 section 4.4.
            return tokens.Fail(token, "the target must be quoted (syntax error)");
        }
        if (!StringText.TryDecode(token.Text, out var bytes))
        {
            return tokens.Fail(token, "a backslash must be followed by a character or by three digits up to 255");
        }
        if (bytes.Length == 0)
        {
            return tokens.Fail(token, "the target must not be empty");
        }
        wire.WriteBytes(bytes);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadBytes(reader.Remaining, out var bytes) || bytes.IsEmpty)
        {
            return false;
        }
        StringText.Format(bytes, text);
        return true;
    }
}
