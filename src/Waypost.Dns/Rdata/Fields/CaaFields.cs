using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The tag of a CAA record: 1 to 255 ASCII letters and digits after a length byte (RFC 8659 section 4.1).</summary>
internal sealed class CaaTagField() : RdataField("tag")
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (token.Text.Length is 0 or > 255 || !token.Text.All(char.IsAsciiLetterOrDigit))
        {
            return tokens.Fail(token, "the tag must be 1 to 255 ASCII letters and digits, such as issue, issuewild or iodef");
        }
        wire.WriteByte((byte)token.Text.Length);
        wire.WriteBytes(Encoding.ASCII.GetBytes(token.Text));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var length) || length == 0 || !reader.TryReadBytes(length, out var bytes))
        {
            return false;
        }
        foreach (var b in bytes)
        {
            if (!char.IsAsciiLetterOrDigit((char)b))
            {
                return false;
            }
            text.Append((char)b);
        }
        return true;
    }
}

/// <summary>The value of a CAA record: the rest of the rdata, without a length (RFC 8659 section 4.1).</summary>
internal sealed class CaaValueField() : RdataField("value")
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNextString(Name, out var token))
        {
            return false;
        }
        if (!StringText.TryDecode(token.Text, out var bytes))
        {
            return tokens.Fail(token, "a backslash must be followed by a character or by three digits up to 255");
        }
        wire.WriteBytes(bytes);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        reader.TryReadBytes(reader.Remaining, out var bytes);
        StringText.Format(bytes, text);
        return true;
    }
}
