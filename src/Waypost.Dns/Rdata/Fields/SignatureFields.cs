using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The time of a signature: seconds since 1970 in 48 bits (RFC 8945 section 4.2).</summary>
internal sealed class SignedTimeField(string name) : RdataField(name)
{
    private const ulong Max = (1UL << 48) - 1;

    public override int? FixedSize => 6;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!ulong.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > Max)
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to {Max}");
        }
        wire.WriteUInt16((ushort)(seconds >> 32));
        wire.WriteUInt32((uint)seconds);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var high) || !reader.TryReadUInt32(out var low))
        {
            return false;
        }
        text.Append(((ulong)high << 32) | low);
        return true;
    }
}

/// <summary>Bytes behind a length of 16 bits: the length, then base64 in one word when there are any (RFC 2930 section 2, RFC 8945 section 4.2).</summary>
internal sealed class SizedBase64Field(string name) : RdataField(name)
{
    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext($"size of the {Name}", out var token))
        {
            return false;
        }
        if (!ushort.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return tokens.Fail(token, $"the size of the {Name} must be a number from 0 to 65535");
        }
        wire.WriteUInt16(length);
        if (length == 0)
        {
            return true;
        }
        if (!tokens.TryNext(Name, out token))
        {
            return false;
        }
        var bytes = new byte[token.Span.Length];
        if (!Convert.TryFromBase64Chars(token.Span, bytes, out var written) || written != length)
        {
            return tokens.Fail(token, $"the {Name} must be {length} bytes in base64");
        }
        wire.WriteBytes(bytes.AsSpan(0, written));
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var length) || !reader.TryReadBytes(length, out var bytes))
        {
            return false;
        }
        text.Append(length);
        if (length > 0)
        {
            text.Append(' ').Append(Convert.ToBase64String(bytes));
        }
        return true;
    }
}

/// <summary>A result by name or by number (RFC 6895 section 2.3); written by its name where it has one.</summary>
internal sealed class ResultCodeField(string name) : RdataField(name)
{
    private static readonly FrozenDictionary<string, ushort> Codes = new Dictionary<string, ushort>
    {
        ["NOERROR"] = 0,
        ["FORMERR"] = 1,
        ["SERVFAIL"] = 2,
        ["NXDOMAIN"] = 3,
        ["NOTIMP"] = 4,
        ["REFUSED"] = 5,
        ["BADSIG"] = 16,
        ["BADKEY"] = 17,
        ["BADTIME"] = 18,
        ["BADMODE"] = 19,
        ["BADNAME"] = 20,
        ["BADALG"] = 21,
        ["BADTRUNC"] = 22,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<ushort, string> Names = Codes.ToFrozenDictionary(code => code.Value, code => code.Key);

    public override int? FixedSize => 2;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!Codes.TryGetValue(token.Text, out var code) && !ushort.TryParse(token.Span, NumberStyles.None, CultureInfo.InvariantCulture, out code))
        {
            return tokens.Fail(token, $"the {Name} must be a number from 0 to 65535 or a name such as BADSIG");
        }
        wire.WriteUInt16(code);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var code))
        {
            return false;
        }
        text.Append(Names.TryGetValue(code, out var known) ? known : code.ToString(CultureInfo.InvariantCulture));
        return true;
    }
}
