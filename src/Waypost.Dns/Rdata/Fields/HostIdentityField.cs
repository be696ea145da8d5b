using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>Algorithm, host identity tag and public key of HIP, whose lengths stand before both (RFC 8205 section 5).</summary>
internal sealed class HostIdentityField() : RdataField("public key algorithm")
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!byte.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var algorithm))
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to 255");
        }
        if (!tokens.TryNext("host identity tag", out token))
        {
            return false;
        }
        if (token.Text.Length is 0 or > 510 || token.Text.Length % 2 != 0 || !token.Text.All(char.IsAsciiHexDigit))
        {
            return tokens.Fail(token, "the host identity tag must be 1 to 255 pairs of hexadecimal digits");
        }
        var tag = Convert.FromHexString(token.Text);
        if (!tokens.TryNext("public key", out token))
        {
            return false;
        }
        var key = new byte[token.Text.Length];
        if (!Convert.TryFromBase64String(token.Text, key, out var length) || length is 0 or > ushort.MaxValue)
        {
            return tokens.Fail(token, "the public key must be base64 in one word");
        }
        wire.WriteByte((byte)tag.Length);
        wire.WriteByte(algorithm);
        wire.WriteUInt16((ushort)length);
        wire.WriteBytes(tag);
        wire.WriteBytes(key.AsSpan(0, length));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var tagLength) || !reader.TryReadByte(out var algorithm) || !reader.TryReadUInt16(out var keyLength)
            || tagLength == 0 || keyLength == 0 || !reader.TryReadBytes(tagLength, out var tag) || !reader.TryReadBytes(keyLength, out var key))
        {
            return false;
        }
        text.Append(algorithm).Append(' ').Append(Convert.ToHexString(tag)).Append(' ').Append(Convert.ToBase64String(key));
        return true;
    }
}
