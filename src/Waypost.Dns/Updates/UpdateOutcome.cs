using Waypost.Dns.Wire;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Updates;

/// <summary>What an update came to: a code, and with NOERROR the changes, none when it changes nothing.</summary>
public sealed record UpdateOutcome(ResponseCode Code, IReadOnlyList<RrsetChange> Changes)
{
    /// <summary>
    /// Judges an update against a version of the zone and works out its changes: prerequisites, then the scan, then permission,
    /// then the changes (RFC 2136 sections 3.2 to 3.4), the serial raised when the update did not do it (section 3.6).
    /// </summary>
    /// <param name="update">The update.</param>
    /// <param name="snapshot">The version.</param>
    /// <param name="permission">What the client may change; null when it may change everything.</param>
    public static UpdateOutcome Of(UpdateMessage update, ZoneSnapshot snapshot, UpdatePermission? permission)
    {
        var zone = new ZoneDraft(snapshot);
        var code = UpdatePrerequisites.Check(update, zone);
        var rdata = new DraftRecord?[update.Updates.Count];
        code = code == ResponseCode.NoError ? UpdateSection.Scan(update, zone, rdata) : code;
        code = code == ResponseCode.NoError && permission is not null && !permission.Allows(update, zone) ? ResponseCode.Refused : code;
        if (code != ResponseCode.NoError)
        {
            return new UpdateOutcome(code, []);
        }
        if (!UpdateSection.Apply(update, zone, rdata, permission))
        {
            return new UpdateOutcome(ResponseCode.Refused, []);
        }
        var changes = zone.ToChanges();
        if (changes.Count == 0)
        {
            return new UpdateOutcome(ResponseCode.NoError, []);
        }
        // An API write is judged by the same rules.
        if (ZoneChecker.Check(snapshot.Origin, zone.ToCheck()).Count > 0)
        {
            return new UpdateOutcome(ResponseCode.Refused, []);
        }
        return new UpdateOutcome(ResponseCode.NoError, WithNewSerial(snapshot, changes));
    }

    private static IReadOnlyList<RrsetChange> WithNewSerial(ZoneSnapshot snapshot, IReadOnlyList<RrsetChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.After?.Type == snapshot.Soa.Type && SoaSerial.IsNewer(SoaSerial.Read(change.After), snapshot.Serial))
            {
                return changes;
            }
        }
        return [.. changes, new RrsetChange(snapshot.Soa, SoaSerial.Write(snapshot.Soa, SoaSerial.Next(snapshot.Serial)))];
    }
}
