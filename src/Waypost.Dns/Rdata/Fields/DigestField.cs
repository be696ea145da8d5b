using System.Collections.Frozen;
using System.Text;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A type of digest and the digest to the end of the rdata, whose length the type says when it is known.</summary>
internal sealed class DigestField(string typeName, string name, FrozenDictionary<byte, int> lengths, FrozenDictionary<string, uint>? names = null, int minimum = 1)
    : RdataField(typeName)
{
    private readonly NamedIntegerField _type = new(typeName, 1, names ?? FrozenDictionary<string, uint>.Empty);
    private readonly HexadecimalField _digest = new(name, minimum);

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!_type.TryParse(ref tokens, wire))
        {
            return false;
        }
        var (type, start, first) = (wire.Written[^1], wire.Written.Length, tokens.Peek);
        if (!_digest.TryParse(ref tokens, wire))
        {
            return false;
        }
        return !lengths.TryGetValue(type, out var length) || wire.Written.Length - start == length
            || tokens.Fail(first, $"the {name} of {Name} {type} has {length} bytes, not {wire.Written.Length - start} (syntax error)");
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        if (!reader.TryReadByte(out var type) || (lengths.TryGetValue(type, out var length) && reader.Remaining != length))
        {
            return false;
        }
        text.Append(type).Append(' ');
        return _digest.TryFormat(ref reader, text);
    }
}

/// <summary>The digests of keys by number and by name (RFC 4034 appendix A.2, RFC 4509, RFC 5933, RFC 6605).</summary>
internal static class DelegationDigests
{
    public static FrozenDictionary<byte, int> Lengths { get; } = new Dictionary<byte, int> { [1] = 20, [2] = 32, [3] = 32, [4] = 48 }.ToFrozenDictionary();

    public static FrozenDictionary<string, uint> Names { get; } = new Dictionary<string, uint>
    {
        ["SHA-1"] = 1,
        ["SHA1"] = 1,
        ["SHA-256"] = 2,
        ["SHA256"] = 2,
        ["GOST"] = 3,
        ["SHA-384"] = 4,
        ["SHA384"] = 4,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
}
