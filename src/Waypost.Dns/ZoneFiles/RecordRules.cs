using System.Buffers;
using System.Net;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Rules for single records that BIND lets the administrator choose: check-names, addresses for names, wildcards inside names.</summary>
internal sealed class RecordRules(ZoneFileOptions options, MessageSink messages)
{
    private const ushort NsType = 2;
    private const ushort SoaType = 6;
    private const ushort PtrType = 12;
    private const ushort MxType = 15;
    private const ushort DsType = 43;
    private const ushort Nsec3Type = 50;

    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create("0123456789abcdefABCDEF.:");

    private readonly bool _idle = options.CheckNames == CheckMode.Ignore && options.MxAddress == CheckMode.Ignore && options.NsAddress == CheckMode.Ignore;

    public bool CheckWildcard(Token token, DnsName owner) =>
        options.NonTerminalWildcard == CheckMode.Ignore || !HostNames.HasInnerWildcard(owner.Wire)
        || messages.Report(options.NonTerminalWildcard, token, $"warning: ownername '{Plain(owner)}' contains an non-terminal wildcard", "bad owner name");

    /// <summary>What stands at the apex alone, and what never stands there or below a wildcard.</summary>
    public bool CheckPlace(RecordHead head, DnsName owner, bool outside)
    {
        if (head.Type.Code is not (NsType or SoaType or DsType) || outside)
        {
            return true;
        }
        return (head.Type.Code, owner.Equals(options.Origin)) switch
        {
            (SoaType, false) => messages.Error(head.Place, $"SOA record not at top of zone ({Plain(owner)})", "not at top of zone"),
            (DsType, true) => messages.Error(head.Place, $"DS record at top of zone ({Plain(owner)})", "at top of zone"),
            (NsType, _) when owner.Wire is [1, (byte)'*', ..] =>
                messages.Error(head.Place, $"{Plain(owner)}: invalid NS owner name (wildcard)", "invalid NS owner name (wildcard)"),
            _ => true,
        };
    }

    /// <summary>Rules that the options choose; BIND keeps them from what $GENERATE makes, but for the names in rdata.</summary>
    public bool Check(RecordHead head, ReadOnlySpan<Token> rdata, DnsName owner, RdataBuffer wire, bool generated)
    {
        if (head.Type.Code == Nsec3Type && !IsHash(owner))
        {
            return messages.Error(head.Place, $"{Plain(owner)}: bad owner name (check-names): an NSEC3 owner begins with a hash in base32hex", "bad owner name (check-names)");
        }
        if (_idle)
        {
            return true;
        }
        return generated || (CheckAddresses(head, rdata) && CheckOwnerName(head, owner) && CheckRdataNames(head, owner, wire));
    }

    public void CheckExpiry(Token place, RdataBuffer rrsig, TimeProvider time)
    {
        // RFC 4034 section 3.1.5: the expiration is a serial number of seconds.
        var expiration = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(rrsig.Written[8..]);
        if (unchecked((int)(expiration - (uint)time.GetUtcNow().ToUnixTimeSeconds())) < 0)
        {
            messages.Warning(place, "signature has expired");
        }
    }

    /// <summary>The name without its final dot, as BIND's messages write it.</summary>
    public static string Plain(DnsName name) => name.IsRoot ? "." : name.ToString()[..^1];

    private bool CheckAddresses(RecordHead head, ReadOnlySpan<Token> rdata)
    {
        if (head.Type.Code == NsType && options.NsAddress != CheckMode.Ignore && rdata.Length == 1 && IsAddress(rdata[0].Span))
        {
            return messages.Report(options.NsAddress, rdata[0], $"NS record '{rdata[0].Text}' appears to be an address", "NS is an address");
        }
        return head.Type.Code != MxType || options.MxAddress == CheckMode.Ignore || rdata.Length != 2 || !IsAddress(rdata[1].Span)
            || messages.Report(options.MxAddress, rdata[1], $"'{rdata[1].Text}': MX is an address", "MX is an address");
    }

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        text = text is [.., '.'] ? text[..^1] : text;
        return text.Length > 1 && (char.IsAsciiHexDigit(text[0]) || text[0] == ':') && !text.ContainsAnyExcept(AddressCharacters)
            && (text.Contains(':') || text.Count('.') == 3) && IPAddress.TryParse(text, out _);
    }

    // RFC 1123 section 2.1: what has an address, or takes mail, is a host.
    private bool CheckOwnerName(RecordHead head, DnsName owner)
    {
        var due = head.Type.Code is 1 or 28 or 38 or 11 or MxType;
        if (!due || options.CheckNames == CheckMode.Ignore || HostNames.IsHost(owner.Wire, wildcard: true) || (head.Type.Code != MxType && IsGlobalCatalog(owner)))
        {
            return true;
        }
        return messages.Report(options.CheckNames, head.Place, $"{Plain(owner)}: bad owner name (check-names)", "bad owner name (check-names)");
    }

    // Active Directory has gc._msdcs.<forest>.
    private static bool IsGlobalCatalog(DnsName owner)
    {
        Span<byte> lower = stackalloc byte[owner.Wire.Length];
        WireName.Lower(owner.Wire, lower);
        return lower.StartsWith("\u0002gc\u0006_msdcs"u8) && HostNames.IsHost(lower[10..], wildcard: false);
    }

    private bool CheckRdataNames(RecordHead head, DnsName owner, RdataBuffer wire)
    {
        if (options.CheckNames == CheckMode.Ignore)
        {
            return true;
        }
        for (var i = 0; i < wire.Names.Count; i++)
        {
            var (start, length) = wire.Names[i];
            var name = wire.Written.Slice(start, length);
            var valid = (head.Type.Code, i) switch
            {
                (NsType or MxType or 18 or 21 or 33 or 64 or 65, 0) or (SoaType, 0) => HostNames.IsHost(name, wildcard: false),
                (SoaType, 1) or (17, 0) or (14, _) or (7, 0) => HostNames.IsMailbox(name),
                (PtrType, 0) => !HostNames.IsReverse(owner) || HostNames.IsHost(name, wildcard: false),
                _ => true,
            };
            if (!valid && !messages.Report(
                options.CheckNames, head.Place, $"warning: {Plain(DnsName.FromWire(name)!)}: bad name (check-names)", "bad name (check-names)"))
            {
                return false;
            }
        }
        return true;
    }

    // RFC 5155 section 3: the hash of the next name down, in base32hex without padding.
    private static bool IsHash(DnsName owner)
    {
        var label = owner.Wire.Slice(1, owner.Wire[0]);
        var digit = 0;
        foreach (var b in label)
        {
            digit = b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
            if (!char.IsAsciiDigit((char)b) && (b | 0x20) is < 'a' or > 'v')
            {
                return false;
            }
        }
        // What is left over of the last digit is padding, and zero.
        var rest = label.Length * 5 % 8;
        return label.Length > 0 && rest < 5 && (digit & ((1 << rest) - 1)) == 0;
    }
}
