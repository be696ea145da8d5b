using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>One character string behind its length byte (RFC 1035 section 3.3), of those that <paramref name="accepts"/> takes.</summary>
internal class StringField(string name, Predicate<string>? accepts = null, string? rule = null) : RdataField(name)
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
        if (bytes.Length > byte.MaxValue)
        {
            return tokens.Fail(token, $"a string has {bytes.Length} bytes and at most 255 are allowed; split it into several quoted strings");
        }
        if (accepts is not null && !accepts(Encoding.Latin1.GetString(bytes)))
        {
            return tokens.Fail(token, $"the {Name} must be {rule}");
        }
        wire.WriteByte((byte)bytes.Length);
        wire.WriteBytes(bytes);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var length) || !reader.TryReadBytes(length, out var bytes)
            || (accepts is not null && !accepts(Encoding.Latin1.GetString(bytes))))
        {
            return false;
        }
        StringText.Format(bytes, text);
        return true;
    }
}
