using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Rdata.Fields;

/// <summary>A domain name. Only the types of RFC 1035 may be compressed (RFC 3597 section 4).</summary>
internal sealed class NameField(string name, bool compressible = false, bool additional = false) : RdataField(name)
{
    /// <summary>Whether the name may be compressed in a message.</summary>
    public bool Compressible { get; } = compressible;

    /// <summary>Whether the addresses of this name belong in the additional section.</summary>
    public bool Additional { get; } = additional;

    public override bool TryParse(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext(Name, out var token))
        {
            return false;
        }
        Span<byte> value = stackalloc byte[WireName.MaxLength];
        if (!DnsName.TryParse(token.Span, tokens.Origin, value, out var length, out var error))
        {
            return tokens.Fail(token, $"the {Name} is not a domain name: {error}");
        }
        wire.WriteName(value[..length]);
        return true;
    }

    public override bool TryFormat(ref WireReader reader, StringBuilder text)
    {
        Span<byte> wire = stackalloc byte[WireName.MaxLength];
        if (!reader.TryReadName(wire, out var length))
        {
            return false;
        }
        WireName.Format(wire[..length], text);
        return true;
    }
}
