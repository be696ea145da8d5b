using System.Globalization;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>
/// Rdata by class: some types are defined for IN alone (their RFCs say so) and others differ in CH; outside of their class
/// only the form of RFC 3597 says what they hold.
/// </summary>
internal sealed class RdataParsers(ushort recordClass)
{
    private const ushort AddressType = 1;

    // A6, AAAA, APL, ATMA, DHCID, EID, HTTPS, KX, NAPTR is of any class, NIMLOC, NSAP, PX, SRV, SVCB, WKS.
    private static ReadOnlySpan<ushort> InternetOnly => [11, 22, 23, 26, 28, 31, 32, 33, 34, 36, 38, 42, 49, 64, 65];

    public bool TryParse(RdataType type, ref RdataTokens tokens, RdataBuffer wire, DnsName owner)
    {
        if (recordClass == RecordClass.Internet || tokens.Peek is { Kind: TokenKind.Word, Span: @"\#" })
        {
            return type.TryParse(ref tokens, wire);
        }
        if (type.Code == AddressType && recordClass == RecordClass.Chaos)
        {
            return TryParseChaosAddress(ref tokens, wire);
        }
        return InternetOnly.Contains(type.Code) || (type.Code == AddressType && recordClass != RecordClass.Hesiod)
            ? tokens.Fail(tokens.Peek, $@"{type.Mnemonic} is not defined for the class {RecordClass.Format(recordClass)} (at {owner}); write its rdata as \# length hexadecimal")
            : type.TryParse(ref tokens, wire);
    }

    /// <summary>RFC 1035 section 3.4.1 leaves A to each class; RFC 973 has a domain and 16 bits in octal for CH.</summary>
    private static bool TryParseChaosAddress(ref RdataTokens tokens, RdataBuffer wire)
    {
        if (!tokens.TryNext("domain", out var token))
        {
            return false;
        }
        if (!DnsName.TryParse(token.Span, tokens.Origin, out var domain, out var error))
        {
            return tokens.Fail(token, $"the domain is not a domain name: {error}");
        }
        wire.WriteName(domain.Wire);
        if (!tokens.TryNext("address", out token))
        {
            return false;
        }
        var value = 0;
        foreach (var c in token.Span)
        {
            value = c is >= '0' and <= '7' && value <= ushort.MaxValue ? (value * 8) + c - '0' : int.MaxValue;
        }
        if (value > ushort.MaxValue)
        {
            return tokens.Fail(token, string.Create(CultureInfo.InvariantCulture, $"the address must be an octal number of at most 16 bits"));
        }
        wire.WriteUInt16((ushort)value);
        return tokens.AtEnd || tokens.Fail(tokens.Peek, $"'{tokens.Peek.Text}' is more than the rdata of A holds");
    }
}
