using Waypost.Dns.Names;

namespace Waypost.Dns.Transfers;

/// <summary>The SOA that a NOTIFY may carry as a hint (RFC 1996 section 3.7). Anybody can have written it.</summary>
public static class NotifyHint
{
    /// <summary>The SOA in the first answer; null when there is none.</summary>
    /// <param name="position">Where the answer section begins.</param>
    public static SoaFields? Read(ReadOnlySpan<byte> message, DnsName origin, int position)
    {
        var reader = new RecordReader(message, position, origin);
        return reader.TryRead(out var record, out var place)
            && record.Type == "SOA"
            && place == OwnerPlace.Apex
            && SoaFields.TryRead(record.Owner, record.Ttl, record.Rdata, out var soa)
            ? soa
            : null;
    }
}
