using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;
using Waypost.Dns.Rdata.Fields;

namespace Waypost.Dns.ZoneFiles;

/// <summary>
/// Rdata by class: some types are defined for IN alone (their RFCs say so) and others differ in CH; outside of their class
/// only the form of RFC 3597 says what they hold.
/// </summary>
internal sealed class RdataParsers(ushort recordClass)
{
    private const ushort AddressType = 1;

    // RFC 1035 section 3.4.1 leaves A to each class; RFC 973 has a domain and 16 bits in octal for CH.
    private static readonly RdataType ChaosAddress = new(AddressType, "A", new NameField("domain"), new OctalField("address"));

    // A6, AAAA, APL, ATMA, DHCID, EID, HTTPS, KX, NAPTR is of any class, NIMLOC, NSAP, PX, SRV, SVCB, WKS.
    private static ReadOnlySpan<ushort> InternetOnly => [11, 22, 23, 26, 28, 31, 32, 33, 34, 36, 38, 42, 49, 64, 65];

    public bool TryParse(RdataType type, ref RdataTokens tokens, RdataBuffer wire, DnsName owner)
    {
        if (recordClass == RecordClass.Internet)
        {
            return type.TryParse(ref tokens, wire);
        }
        if (type.Code == AddressType && recordClass == RecordClass.Chaos)
        {
            return ChaosAddress.TryParse(ref tokens, wire);
        }
        if (tokens.Peek is { Kind: TokenKind.Word, Span: @"\#" })
        {
            return new RdataType(type.Code, type.Mnemonic).TryParse(ref tokens, wire);
        }
        return InternetOnly.Contains(type.Code) || (type.Code == AddressType && recordClass != RecordClass.Hesiod)
            ? tokens.Fail(tokens.Peek, $@"{type.Mnemonic} is not defined for the class {RecordClass.Format(recordClass)} (at {owner}); write its rdata as \# length hexadecimal")
            : type.TryParse(ref tokens, wire);
    }

    /// <summary>The text of rdata in a class; the generic form where the class has no other.</summary>
    public static string Format(ushort recordClass, RdataType type, ReadOnlySpan<byte> rdata)
    {
        var own = recordClass == RecordClass.Internet || (type.Code == AddressType && recordClass == RecordClass.Hesiod)
            || (type.Code != AddressType && !InternetOnly.Contains(type.Code)) ? type
            : type.Code == AddressType && recordClass == RecordClass.Chaos ? ChaosAddress : null;
        return own is not null && own.TryFormat(rdata, out var text) ? text : RdataType.FormatGeneric(rdata);
    }
}
