using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Waypost.Dns.Rdata;

/// <summary>Every record type whose rdata Waypost understands; any other is carried opaquely (RFC 3597).</summary>
public static class RdataRegistry
{
    private static readonly RdataType[] Types =
    [
        new ARdata(),
        new NsRdata(),
        new CnameRdata(),
        new SoaRdata(),
        new MbRdata(),
        new MgRdata(),
        new MrRdata(),
        new WksRdata(),
        new PtrRdata(),
        new HinfoRdata(),
        new MinfoRdata(),
        new MxRdata(),
        new TxtRdata(),
        new RpRdata(),
        new AfsdbRdata(),
        new X25Rdata(),
        new IsdnRdata(),
        new RtRdata(),
        new NsapRdata(),
        new PxRdata(),
        new GposRdata(),
        new AaaaRdata(),
        new LocRdata(),
        new SrvRdata(),
        new NaptrRdata(),
        new KxRdata(),
        new CertRdata(),
        new DnameRdata(),
        new AplRdata(),
        new DsRdata(),
        new SshfpRdata(),
        new IpseckeyRdata(),
        new RrsigRdata(),
        new NsecRdata(),
        new DnskeyRdata(),
        new DhcidRdata(),
        new Nsec3Rdata(),
        new Nsec3paramRdata(),
        new TlsaRdata(),
        new SmimeaRdata(),
        new HipRdata(),
        new CdsRdata(),
        new CdnskeyRdata(),
        new OpenpgpkeyRdata(),
        new CsyncRdata(),
        new ZonemdRdata(),
        new SvcbRdata(),
        new HttpsRdata(),
        new SpfRdata(),
        new NidRdata(),
        new L32Rdata(),
        new L64Rdata(),
        new LpRdata(),
        new Eui48Rdata(),
        new Eui64Rdata(),
        new UriRdata(),
        new CaaRdata(),
        new NsapPtrRdata(),
        new SigRdata(),
        new KeyRdata(),
        new TalinkRdata(),
        new NinfoRdata(),
        new RkeyRdata(),
        new AvcRdata(),
        new DoaRdata(),
        new AmtrelayRdata(),
        new TaRdata(),
        new DlvRdata(),
        new SinkRdata(),
        new EidRdata(),
        new NimlocRdata(),
        new A6Rdata(),
        new NxtRdata(),
        new NullRdata(),
        new UinfoRdata(),
        new UidRdata(),
        new GidRdata(),
        new UnspecRdata(),
        new TkeyRdata(),
        new TsigRdata(),
    ];

    private static readonly FrozenDictionary<string, RdataType> ByMnemonic = Types.ToFrozenDictionary(type => type.Mnemonic, StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, RdataType>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByMnemonic.GetAlternateLookup<ReadOnlySpan<char>>();
    // By the first 256 codes, which answers ask for, and the others; types that are not known are made once.
    private static readonly RdataType?[] Low = new RdataType?[256];
    private static readonly ConcurrentDictionary<ushort, RdataType> High = new();

    static RdataRegistry()
    {
        for (ushort code = 0; code < Low.Length; code++)
        {
            Low[code] = Array.Find(Types, type => type.Code == code) ?? Opaque(code);
        }
        foreach (var type in Types)
        {
            High.TryAdd(type.Code, type);
        }
    }

    /// <summary>The known types.</summary>
    public static IReadOnlyList<RdataType> Known => Types;

    /// <summary>The type with this code; an opaque <c>TYPEnnn</c> when it is not known.</summary>
    public static RdataType Find(ushort code) =>
        code < Low.Length ? Low[code]! : High.GetOrAdd(code, Opaque);

    /// <summary>Finds a type by mnemonic or <c>TYPEnnn</c>; false when unknown, or when it is no data type (RFC 6895 section 3.1).</summary>
    public static bool TryFind(ReadOnlySpan<char> mnemonic, [NotNullWhen(true)] out RdataType? type)
    {
        if (BySpan.TryGetValue(mnemonic, out type))
        {
            return IsData(type.Code);
        }
        if (!mnemonic.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase)
            || !ushort.TryParse(mnemonic[4..], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || !IsData(code))
        {
            return false;
        }
        type = Find(code);
        return true;
    }

    /// <summary>Whether records of this type can be in a zone: not 0, not OPT, no query or meta type.</summary>
    public static bool IsData(ushort code) => code is not (0 or 41 or (>= 128 and <= 255) or ushort.MaxValue);

    private static RdataType Opaque(ushort code) => new(code, "TYPE" + code.ToString(CultureInfo.InvariantCulture));
}
