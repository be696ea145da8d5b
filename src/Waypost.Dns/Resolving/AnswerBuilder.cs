using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Waypost.Dns.Names;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>Fills the sections of one response: follows aliases from zone to zone until there is an answer.</summary>
internal readonly ref struct AnswerBuilder(ZoneTable zones, scoped in DnsPeer peer, DnsName? signer, bool minimalAny)
{
    private const ushort CnameType = 5;
    private const ushort RrsigType = 46;
    private const ushort NsecType = 47;
    private const ushort AnyType = 255;

    private readonly DnsPeer _peer = peer;

    public ResponseCode Build(scoped ReadOnlySpan<byte> question, ushort type, ref ResponseWriter writer)
    {
        if (Locate(question, type, first: true, ref writer, out var zone, out var found) is { } code)
        {
            return code;
        }
        if (IsAlias(found, type))
        {
            return Follow(question, type, found, ref writer);
        }
        if (!WriteData(zone!, question, found.Node!.Value, type, ref writer))
        {
            writer.Category = ResponseCategory.NoData;
        }
        return ResponseCode.NoError;
    }

    // The response is done when there is a code; otherwise the node found is an alias, or has what was asked for, or has it not.
    private ResponseCode? Locate(
        scoped ReadOnlySpan<byte> name, ushort type, bool first, ref ResponseWriter writer, out ZoneSnapshot? zone, out LookupResult found)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        (zone, found) = (null, default);
        var key = lower[..name.Length];
        WireName.Lower(name, key);
        if (!TryFindZone(key, type, out var served) || !served.Policy.AllowQuery.Matches(_peer, signer))
        {
            // An alias out of the zones served here, or out of those for this client: it goes on elsewhere.
            return first ? ResponseCode.Refused : ResponseCode.NoError;
        }
        zone = served.Snapshot;
        if (zone is null)
        {
            return ResponseCode.ServerFailure;
        }
        found = ZoneLookup.Find(zone, key, type);
        if (first)
        {
            // RFC 1035 section 4.1.1: AA is about the first owner in the answer.
            writer.Authoritative = found.Kind != LookupKind.Delegated;
            (writer.Category, writer.CountedFrom) = found.Kind switch
            {
                LookupKind.Delegated => (ResponseCategory.Referral, found.CutOffset),
                LookupKind.Missing => (ResponseCategory.NameError, name.Length - zone.Key.Length),
                // All names that one wildcard stands for have the same answer.
                LookupKind.Wildcard => (ResponseCategory.Answer, found.CutOffset),
                _ => (ResponseCategory.Answer, 0),
            };
        }
        switch (found.Kind)
        {
            case LookupKind.Delegated:
                new ReferralWriter(zone).Write(name[found.CutOffset..], found.Node!.Value, ref writer);
                return ResponseCode.NoError;
            case LookupKind.Missing:
                WriteNegative(zone, name, ref writer);
                return ResponseCode.NameError;
            default:
                return null;
        }
    }

    // RFC 4035 section 2.5: what signs an alias stands beside it, so that questions for it are not led on.
    private static bool IsAlias(in LookupResult found, ushort type) =>
        found.Kind == LookupKind.Redirected || (type is not (CnameType or RrsigType or NsecType or AnyType) && found.Node!.Value.Has(CnameType));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ResponseCode Follow(scoped ReadOnlySpan<byte> question, ushort type, LookupResult found, ref ResponseWriter writer)
    {
        // The name and what it leads to, in turns.
        Span<byte> current = stackalloc byte[WireName.MaxLength];
        Span<byte> next = stackalloc byte[WireName.MaxLength];
        question.CopyTo(current);
        var length = question.Length;
        var chain = AliasChain.From(question);
        while (true)
        {
            var name = current[..length];
            if (found.Kind == LookupKind.Redirected)
            {
                var dname = found.Node!.Value.Find(ZoneLookup.DnameType)!.Value;
                if (chain.TryRedirect(name[found.CutOffset..]) && !TryAnswer(name[found.CutOffset..], dname, ref writer))
                {
                    return ResponseCode.NoError;
                }
                if (!TryRedirect(name[..found.CutOffset], dname, next, out length))
                {
                    return ResponseCode.NameExists;
                }
                if (!writer.TryWriteAlias(name, dname, next[..length]))
                {
                    writer.Truncated = true;
                    return ResponseCode.NoError;
                }
            }
            else
            {
                var alias = found.Node!.Value.Find(CnameType)!.Value;
                if (!TryAnswer(name, alias, ref writer))
                {
                    return ResponseCode.NoError;
                }
                var target = alias.Records[WireRrset.HeaderLength..];
                length = WireName.Length(target);
                target[..length].CopyTo(next);
            }
            // A question for CNAME or ANY has its answer with a CNAME that was made, as it has with any.
            if (type is CnameType or AnyType || !chain.TryFollow(next[..length]))
            {
                return ResponseCode.NoError;
            }
            var free = current;
            current = next;
            next = free;
            name = current[..length];
            if (Locate(name, type, first: false, ref writer, out var zone, out found) is { } code)
            {
                return code;
            }
            if (!IsAlias(found, type))
            {
                // A DNAME asked for may have led here itself.
                if (type != ZoneLookup.DnameType || chain.TryRedirect(name))
                {
                    WriteData(zone!, name, found.Node!.Value, type, ref writer);
                }
                return ResponseCode.NoError;
            }
        }
    }

    // RFC 6672 section 2.2: the labels below the owner, then the target; false when that is longer than a name can be.
    private static bool TryRedirect(scoped ReadOnlySpan<byte> below, WireRrset dname, scoped Span<byte> made, out int length)
    {
        var target = dname.Records[WireRrset.HeaderLength..];
        length = below.Length + target.Length;
        if (length > WireName.MaxLength)
        {
            return false;
        }
        below.CopyTo(made);
        target.CopyTo(made[below.Length..]);
        return true;
    }

    private bool TryFindZone(ReadOnlySpan<byte> key, ushort type, [NotNullWhen(true)] out ServedZone? zone)
    {
        if (!zones.TryFindNearest(key, out zone))
        {
            return false;
        }
        // RFC 4035 section 3.1.4.1: DS of an apex is the parent's, if it is served here.
        if (type == ZoneLookup.DsType && key.Length == zone.Key.Length && key.Length > 1 && zones.TryFindNearest(key[(key[0] + 1)..], out var parent))
        {
            zone = parent;
        }
        return true;
    }

    // False when the name has nothing of the type.
    private bool WriteData(ZoneSnapshot zone, scoped ReadOnlySpan<byte> name, ZoneNode node, ushort type, ref ResponseWriter writer)
    {
        if ((type == AnyType ? node.First : node.Find(type)) is not { } rrset)
        {
            WriteNegative(zone, name, ref writer);
            return false;
        }
        if (type == AnyType && !minimalAny)
        {
            foreach (var each in node.Rrsets)
            {
                if (!TryAnswer(name, each, ref writer))
                {
                    break;
                }
            }
            return true;
        }
        // RFC 8482 section 4.1: one RRset is enough of an answer to ANY.
        if (TryAnswer(name, rrset, ref writer) && type != AnyType)
        {
            new AdditionalWriter(zone).Write(name, rrset, ref writer);
        }
        return true;
    }

    private static bool TryAnswer(scoped ReadOnlySpan<byte> name, WireRrset rrset, ref ResponseWriter writer)
    {
        if (writer.TryWriteRrset(Section.Answer, name, rrset))
        {
            return true;
        }
        writer.Truncated = true;
        return false;
    }

    // RFC 2308 section 3: the SOA tells how long the absence may be remembered.
    private static void WriteNegative(ZoneSnapshot zone, scoped ReadOnlySpan<byte> name, ref ResponseWriter writer)
    {
        if (!writer.TryWriteRrset(Section.Authority, name[(name.Length - zone.Key.Length)..], zone.NegativeSoa))
        {
            writer.Truncated = true;
        }
    }
}
