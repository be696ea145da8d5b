using Waypost.Dns.Rdata;
using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Updates;

/// <summary>Checks and makes the changes of an update's last section (RFC 2136 section 3.4).</summary>
internal static class UpdateSection
{
    private const ushort NsType = 2;
    private const ushort CnameType = 5;
    private const ushort WksType = 11;
    private const ushort DnameType = 39;

    // What DNSSEC may put beside an alias (RFC 4035 section 2.5).
    private const ushort RrsigType = 46;
    private const ushort NsecType = 47;

    // Address and protocol, by which WKS records replace each other (RFC 2136 section 3.4.2.2).
    private const int WksKeyLength = 5;

    /// <summary>Whether every record can be understood, before any is (section 3.4.1); what rdata they have goes into <paramref name="rdata"/>.</summary>
    public static ResponseCode Scan(UpdateMessage update, ZoneDraft zone, DraftRecord?[] rdata)
    {
        for (var i = 0; i < rdata.Length; i++)
        {
            var record = update.Updates[i];
            if (!record.Owner.IsAtOrBelow(zone.Origin))
            {
                return ResponseCode.NotInZone;
            }
            var isWellFormed = record.Class switch
            {
                UpdateMessage.InternetClass => RdataRegistry.IsData(record.Type) && record.Ttl <= RrsetNormalizer.MaxTtl && (rdata[i] = ReadRdata(update, record)) is not null,
                UpdateMessage.AnyClass => record is { Ttl: 0, RdataLength: 0 } && (record.Type == UpdateMessage.AnyType || RdataRegistry.IsData(record.Type)),
                UpdateMessage.NoneClass => record.Ttl == 0 && RdataRegistry.IsData(record.Type) && (rdata[i] = ReadRdata(update, record)) is not null,
                _ => false,
            };
            if (!isWellFormed)
            {
                return ResponseCode.FormatError;
            }
        }
        return ResponseCode.NoError;
    }

    /// <summary>
    /// Makes the changes, in order; what the rules of a zone forbid is passed over, as section 3.4.2 says. False when an RRset
    /// becomes longer than can be served.
    /// </summary>
    public static bool Apply(UpdateMessage update, ZoneDraft zone, DraftRecord?[] rdata, UpdatePermission? permission)
    {
        for (var i = 0; i < rdata.Length; i++)
        {
            var record = update.Updates[i];
            switch (record.Class)
            {
                case UpdateMessage.InternetClass:
                    if (!TryAdd(record, rdata[i]!, zone, permission))
                    {
                        return false;
                    }
                    break;
                case UpdateMessage.AnyClass:
                    Clear(record, zone);
                    break;
                default:
                    Remove(record, rdata[i]!, zone);
                    break;
            }
        }
        return true;
    }

    /// <summary>The rdata of a record; null when it is malformed.</summary>
    public static DraftRecord? ReadRdata(UpdateMessage update, in UpdateRecord record)
    {
        var type = RdataRegistry.Find(record.Type);
        return RdataCanonicalForm.Expand(type, update.Bytes.Span, record.RdataOffset, record.RdataLength) is { } rdata ? DraftRecord.Read(type, rdata) : null;
    }

    private static bool TryAdd(in UpdateRecord record, DraftRecord rdata, ZoneDraft zone, UpdatePermission? permission)
    {
        if (record.Type == UpdateMessage.SoaType)
        {
            AddSoa(record, rdata, zone);
            return true;
        }
        if (StandsBesideAlias(record, zone))
        {
            return true;
        }
        var rrset = zone.Open(record.Owner, record.Type);
        if (record.Type is CnameType or DnameType)
        {
            rrset.Set(record.Ttl, rdata);
            return true;
        }
        if (record.Type == WksType && rrset.Records.FirstOrDefault(other => SameService(other, rdata)) is { } service)
        {
            rrset.Remove(service);
        }
        if (rrset.Count > 0 && !rrset.Contains(rdata))
        {
            if (permission?.LimitOf(record) is { } most && rrset.Count >= most)
            {
                return true;
            }
            if (rrset.IsFull(rdata))
            {
                return false;
            }
        }
        rrset.Add(record.Ttl, rdata);
        return true;
    }

    // Only the apex has one, and only a newer serial counts.
    private static void AddSoa(in UpdateRecord record, DraftRecord rdata, ZoneDraft zone)
    {
        if (zone.Find(record.Owner, UpdateMessage.SoaType) is not { } soa)
        {
            return;
        }
        var next = new ZoneRrset(soa.Owner.ToString(), soa.Type.Mnemonic, record.Ttl, [rdata.Text]);
        if (SoaSerial.IsNewer(SoaSerial.Read(next), SoaSerial.Read(soa.ToRrset())))
        {
            soa.Set(record.Ttl, rdata);
        }
    }

    private static bool StandsBesideAlias(in UpdateRecord record, ZoneDraft zone)
    {
        if (record.Type is RrsigType or NsecType)
        {
            return false;
        }
        foreach (var other in zone.All(record.Owner))
        {
            var code = other.Type.Code;
            if (other.Count == 0)
            {
                continue;
            }
            if (record.Type == CnameType ? code is not (CnameType or RrsigType or NsecType) : code == CnameType)
            {
                return true;
            }
        }
        return false;
    }

    private static bool SameService(DraftRecord left, DraftRecord right) =>
        left.Canonical.Length >= WksKeyLength && right.Canonical.Length >= WksKeyLength
        && left.Canonical.AsSpan(0, WksKeyLength).SequenceEqual(right.Canonical.AsSpan(0, WksKeyLength));

    private static void Clear(in UpdateRecord record, ZoneDraft zone)
    {
        var isApex = record.Owner.Equals(zone.Origin);
        foreach (var rrset in zone.At(record.Owner).ToArray())
        {
            var isMeant = record.Type == UpdateMessage.AnyType || rrset.Type.Code == record.Type;
            if (isMeant && !(isApex && rrset.Type.Code is UpdateMessage.SoaType or NsType))
            {
                rrset.Clear();
            }
        }
    }

    private static void Remove(in UpdateRecord record, DraftRecord rdata, ZoneDraft zone)
    {
        if (record.Type == UpdateMessage.SoaType || zone.Find(record.Owner, record.Type) is not { } rrset)
        {
            return;
        }
        // The zone's last name server stays (section 3.4.2.4).
        if (record.Type == NsType && record.Owner.Equals(zone.Origin) && rrset.Count == 1)
        {
            return;
        }
        rrset.Remove(rdata);
    }
}
