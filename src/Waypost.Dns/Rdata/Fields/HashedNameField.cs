using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A hash of 1 to 255 bytes behind its length, in base32hex without padding (RFC 5155 section 3.3, RFC 4648 section 7).</summary>
internal sealed class HashedNameField(string name) : RdataField(name)
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        var (bytes, bits, pending) = (new List<byte>(), 0, 0);
        foreach (var c in token.Text)
        {
            var digit = Digits.IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            if (digit < 0)
            {
                return tokens.Fail(token, $"the {Name} must be base32hex: digits and the letters A to V");
            }
            (pending, bits) = (((pending << 5) | digit) & 0xfff, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(pending >> bits));
            }
        }
        // Left-over bits are padding: fewer than a digit, and zero.
        if (bytes.Count is 0 or > byte.MaxValue || bits >= 5 || (pending & ((1 << bits) - 1)) != 0)
        {
            return tokens.Fail(token, $"the {Name} must be base32hex of 1 to 255 whole bytes");
        }
        wire.WriteByte((byte)bytes.Count);
        wire.WriteBytes(bytes.ToArray());
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var length) || length == 0 || !reader.TryReadBytes(length, out var bytes))
        {
            return false;
        }
        var (bits, pending) = (0, 0);
        foreach (var b in bytes)
        {
            (pending, bits) = (((pending << 8) | b) & 0xfff, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Digits[(pending >> bits) & 31]);
            }
        }
        if (bits > 0)
        {
            text.Append(Digits[(pending << (5 - bits)) & 31]);
        }
        return true;
    }
}
