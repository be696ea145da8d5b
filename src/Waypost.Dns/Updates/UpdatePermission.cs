using Waypost.Dns.Zones;

namespace Waypost.Dns.Updates;

/// <summary>A policy applied to one client.</summary>
public sealed class UpdatePermission(UpdatePolicy policy, UpdateIdentity client)
{
    /// <summary>Whether every record of the update may be changed; one that may not refuses the whole (RFC 2136 section 3.3).</summary>
    public bool Allows(UpdateMessage update, ZoneDraft zone)
    {
        foreach (var record in update.Updates)
        {
            if (record is { Class: UpdateMessage.AnyClass, Type: UpdateMessage.AnyType })
            {
                // To clear a name is to change each type that it has.
                foreach (var rrset in zone.At(record.Owner))
                {
                    if (!IsGranted(record, rrset.Type.Code))
                    {
                        return false;
                    }
                }
                continue;
            }
            if (!IsGranted(record, record.Type))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The most records that the RRset of a record may have; null for any number.</summary>
    internal int? LimitOf(in UpdateRecord record) => policy.Find(client, record.Owner, record.Type)?.LimitOf(record.Type);

    private bool IsGranted(in UpdateRecord record, ushort type) => policy.Grants(client, record.Owner, type);
}
