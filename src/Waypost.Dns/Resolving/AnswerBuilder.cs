using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Resolving;

/// <summary>Fills the sections of one response: follows aliases from zone to zone until there is an answer.</summary>
internal readonly ref struct AnswerBuilder(ZoneTable zones, scoped in DnsPeer peer, DnsName? signer)
{
    private readonly DnsPeer _peer = peer;

    private const ushort CnameType = 5;
    private const ushort RrsigType = 46;
    private const ushort NsecType = 47;
    private const ushort AnyType = 255;

    // More aliases than this are a loop, or as good as one.
    private const int MaxAliases = 12;

    public ResponseCode Build(scoped ReadOnlySpan<byte> question, ushort type, ref ResponseWriter writer)
    {
        Span<byte> lower = stackalloc byte[WireName.MaxLength];
        scoped var name = question;
        for (var aliases = 0; ; aliases++)
        {
            var key = lower[..name.Length];
            WireName.Lower(name, key);
            if (!TryFindZone(key, type, out var served) || !served.Policy.AllowQuery.Matches(_peer, signer))
            {
                // An alias out of the zones served here, or out of those for this client: it goes on elsewhere.
                return aliases > 0 ? ResponseCode.NoError : ResponseCode.Refused;
            }
            if (served.Snapshot is not { } zone)
            {
                return ResponseCode.ServerFailure;
            }
            var found = ZoneLookup.Find(zone, key, type);
            if (found.Kind == LookupKind.Delegated)
            {
                new ReferralWriter(zone).Write(name[found.CutOffset..], found.Node!.Value, ref writer);
                return ResponseCode.NoError;
            }
            // RFC 1035 section 4.1.1: AA is about the first owner in the answer.
            writer.Authoritative |= aliases == 0;
            if (found.Node is not { } node)
            {
                WriteNegative(zone, name, ref writer);
                return ResponseCode.NameError;
            }
            if (found.Kind == LookupKind.Redirected)
            {
                var dname = node.Find(ZoneLookup.DnameType)!.Value;
                if (aliases >= MaxAliases || !TryAnswer(name[found.CutOffset..], dname, ref writer))
                {
                    return ResponseCode.NoError;
                }
                if (WireRrset.Synthesize(dname, name[..found.CutOffset]) is not { } made)
                {
                    return ResponseCode.NameExists;
                }
                if (!TryAnswer(name, made, ref writer))
                {
                    return ResponseCode.NoError;
                }
                name = made.Records[WireRrset.HeaderLength..];
                continue;
            }
            // RFC 4035 section 2.5: what signs an alias stands beside it, so that questions for it are not led on.
            if (type is not (CnameType or RrsigType or NsecType or AnyType) && node.Find(CnameType) is { } alias)
            {
                if (aliases >= MaxAliases || !TryAnswer(name, alias, ref writer))
                {
                    return ResponseCode.NoError;
                }
                name = alias.Records[WireRrset.HeaderLength..];
                continue;
            }
            WriteData(zone, name, node, type, ref writer);
            return ResponseCode.NoError;
        }
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

    private void WriteData(ZoneSnapshot zone, scoped ReadOnlySpan<byte> name, ZoneNode node, ushort type, ref ResponseWriter writer)
    {
        if ((type == AnyType ? node.First : node.Find(type)) is not { } rrset)
        {
            WriteNegative(zone, name, ref writer);
            return;
        }
        if (type == AnyType && _peer.IsStream)
        {
            foreach (var each in node.Rrsets)
            {
                if (!TryAnswer(name, each, ref writer))
                {
                    return;
                }
            }
            return;
        }
        // RFC 8482 section 4.1: over UDP one RRset is enough of an answer to ANY.
        if (TryAnswer(name, rrset, ref writer))
        {
            new AdditionalWriter(zones, _peer, signer).Write(rrset, ref writer);
        }
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
