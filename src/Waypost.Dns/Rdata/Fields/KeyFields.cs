using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>The flags of a key: a number, or names joined by <c>|</c> (RFC 2535 section 3.1.2, RFC 4034 section 2.1.1); written as a number.</summary>
internal sealed class KeyFlagsField() : RdataField("flags")
{
    private static readonly FrozenDictionary<string, ushort> Names = new Dictionary<string, ushort>
    {
        ["NOCONF"] = 0x4000,
        ["NOAUTH"] = 0x8000,
        ["NOKEY"] = 0xC000,
        ["EXTEND"] = 0x1000,
        ["USER"] = 0x0000,
        ["ZONE"] = 0x0100,
        ["HOST"] = 0x0200,
        ["NTYP3"] = 0x0300,
        ["REVOKE"] = 0x0080,
        ["KSK"] = 0x0001,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override int? FixedSize => 2;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        if (!TryParseNumber(token.Span, out var flags))
        {
            foreach (var name in token.Text.Split('|'))
            {
                if (!Names.TryGetValue(name, out var flag))
                {
                    return tokens.Fail(token, $"the {Name} must be a number from 0 to 65535, or names such as ZONE|KSK");
                }
                flags |= flag;
            }
        }
        wire.WriteUInt16(flags);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var flags))
        {
            return false;
        }
        text.Append(flags);
        return true;
    }

    private static bool TryParseNumber(ReadOnlySpan<char> text, out ushort value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ushort.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}

/// <summary>What a key is for, by number or by name (RFC 2535 section 3.1.3); 3 for DNSSEC.</summary>
internal sealed class KeyProtocolField() : NamedIntegerField("protocol", 1, Protocols)
{
    private static readonly FrozenDictionary<string, uint> Protocols = new Dictionary<string, uint>
    {
        ["NONE"] = 0,
        ["TLS"] = 1,
        ["EMAIL"] = 2,
        ["DNSSEC"] = 3,
        ["IPSEC"] = 4,
        ["ALL"] = 255,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}

/// <summary>The whole rdata of KEY: the key is absent when the flags say NOKEY (RFC 2535 section 3.1.2).</summary>
internal sealed class KeyField() : RdataField("public key")
{
    private const byte NoKey = 0xC0;

    private readonly RdataField[] _head = [new KeyFlagsField(), new KeyProtocolField(), new AlgorithmField("algorithm")];
    private readonly Base64Field _key = new("public key", optional: true);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        foreach (var field in _head)
        {
            if (!field.TryParse(ref tokens, wire))
            {
                return false;
            }
        }
        return tokens.AtEnd && (wire.Written[0] & NoKey) != NoKey ? tokens.TryNext(Name, out _) : _key.TryParse(ref tokens, wire);
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadUInt16(out var flags) || !reader.TryReadByte(out var protocol) || !reader.TryReadByte(out var algorithm)
            || (reader.Remaining == 0 && ((flags >> 8) & NoKey) != NoKey))
        {
            return false;
        }
        text.Append(flags).Append(' ').Append(protocol).Append(' ').Append(algorithm).Append(reader.Remaining > 0 ? " " : "");
        return _key.TryFormat(ref reader, text);
    }
}

/// <summary>How names are hashed for NSEC3, by number or by name (RFC 5155 section 11).</summary>
internal sealed class HashAlgorithmField() : NamedIntegerField("hash algorithm", 1, Algorithms)
{
    private static readonly FrozenDictionary<string, uint> Algorithms =
        new Dictionary<string, uint> { ["SHA-1"] = 1 }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
