using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Updates;

/// <summary>Tests the prerequisites of an update (RFC 2136 section 3.2).</summary>
internal static class UpdatePrerequisites
{
    public static ResponseCode Check(UpdateMessage update, ZoneDraft zone)
    {
        // Records of the zone's class are gathered: each RRset must be exactly what they say (section 3.2.3).
        var exact = new Dictionary<(DnsName Owner, ushort Type), List<DraftRecord>>();
        foreach (var record in update.Prerequisites)
        {
            var code = CheckOne(update, record, zone, exact);
            if (code != ResponseCode.NoError)
            {
                return code;
            }
        }
        foreach (var ((owner, type), records) in exact)
        {
            if (zone.Find(owner, type) is not { } rrset || rrset.Count != records.Count || !records.TrueForAll(rrset.Contains))
            {
                return ResponseCode.RrsetMissing;
            }
        }
        return ResponseCode.NoError;
    }

    private static ResponseCode CheckOne(UpdateMessage update, in UpdateRecord record, ZoneDraft zone, Dictionary<(DnsName Owner, ushort Type), List<DraftRecord>> exact)
    {
        if (record.Ttl != 0)
        {
            return ResponseCode.FormatError;
        }
        if (!record.Owner.IsAtOrBelow(zone.Origin))
        {
            return ResponseCode.NotInZone;
        }
        switch (record.Class)
        {
            case UpdateMessage.AnyClass when record.RdataLength == 0 && record.Type == UpdateMessage.AnyType:
                return zone.IsInUse(record.Owner) ? ResponseCode.NoError : ResponseCode.NameError;
            case UpdateMessage.AnyClass when record.RdataLength == 0:
                return zone.Find(record.Owner, record.Type) is not null ? ResponseCode.NoError : ResponseCode.RrsetMissing;
            case UpdateMessage.NoneClass when record.RdataLength == 0 && record.Type == UpdateMessage.AnyType:
                return zone.IsInUse(record.Owner) ? ResponseCode.NameExists : ResponseCode.NoError;
            case UpdateMessage.NoneClass when record.RdataLength == 0:
                return zone.Find(record.Owner, record.Type) is null ? ResponseCode.NoError : ResponseCode.RrsetExists;
            case UpdateMessage.InternetClass when RdataRegistry.IsData(record.Type):
                if (UpdateSection.ReadRdata(update, record) is not { } rdata)
                {
                    return ResponseCode.FormatError;
                }
                var key = (record.Owner, record.Type);
                var list = exact.TryGetValue(key, out var known) ? known : exact[key] = [];
                if (!list.Exists(other => other.Canonical.AsSpan().SequenceEqual(rdata.Canonical)))
                {
                    list.Add(rdata);
                }
                return ResponseCode.NoError;
            default:
                return ResponseCode.FormatError;
        }
    }
}
