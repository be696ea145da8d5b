using Waypost.Api.Http;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Writes of a zone's RRsets within a unit of work: recorded as one version, with what is odd about it.</summary>
public static class ZoneRecordWrites
{
    public static async Task<ZoneWriteResult> ApplyAsync(
        ChangeContext context, ZoneRepository zones, ZoneKey zone, IReadOnlyList<RrsetWrite> writes, Func<RrsetChange, int?> indexOf, CancellationToken cancellationToken)
    {
        var result = await zones.ApplyAsync(zone, writes, context.Actor, cancellationToken);
        Record(context, zone, result, indexOf);
        return result;
    }

    /// <summary>Records the version that a write made, if it made one.</summary>
    public static void Record(ChangeContext context, ZoneKey zone, ZoneWriteResult result, Func<RrsetChange, int?> indexOf)
    {
        if (result.ETag is null)
        {
            return;
        }

        context.RecordZone(result.ZoneId, ZoneContracts.ToName(zone.Origin), zone.View, result.FromSerial, result.Serial, result.Changes.Take(MaxPaths).Select(change => PathOf(zone, change.After ?? change.Before!)));
        if (context.Session.FindStaged<ZoneSnapshot>(zone) is { } snapshot)
        {
            foreach (var (change, message) in ZoneIntegrity.Check(snapshot, result.Changes))
            {
                context.Warn(indexOf(change), PathOf(zone, change.After ?? change.Before!), message);
            }
        }
    }

    public static string PathOf(ZoneKey zone, ZoneRrset rrset) => PathOf(zone, RrsetNormalizer.RelativeOwner(zone.Origin, rrset.Owner), rrset.Type);

    public static string PathOf(ZoneKey zone, string owner, string type) =>
        $"{ZoneContracts.PathOf(zone)}/rrsets/{ResourcePath.Escape(owner)}/{type}{ZoneContracts.QueryOf(zone)}";

    // The journal has them all; the record names them so that a search by path finds it.
    private const int MaxPaths = 20_000;
}
