using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Server.Dns.Secondaries;
using Waypost.Storage.Secondaries;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Adds what is known of a secondary zone's dealings with its primaries.</summary>
public sealed class SecondaryStates(SecondaryBook book, SecondaryRepository repository, ViewTable views)
{
    /// <summary>With the state as this node knows it.</summary>
    public Zone ToZone(ZoneRow row) => row.Kind == ZoneKind.Primary ? ZoneContracts.ToZone(row) : With(row, book.Find(row.Key));

    /// <summary>With the state as the node knows it that transfers.</summary>
    public async Task<Zone> ToZoneAsync(ZoneRow row, CancellationToken cancellationToken)
    {
        var (here, stored) = (book.Find(row.Key), await repository.FindStateAsync(row.Key, cancellationToken));
        return With(row, stored is not null && (here?.LastCheck is null || stored.LastCheck > here.LastCheck) ? stored : here);
    }

    private Zone With(ZoneRow row, SecondaryState? state) => ZoneContracts.ToZone(row) with
    {
        Primaries = views.Find(row.Key.View)?.Zones.FindServed(row.Origin)?.Policy.Settings.Primaries ?? row.Settings?.Primaries ?? [],
        Primary = state?.Primary,
        LastCheck = state?.LastCheck,
        NextCheck = state?.NextCheck,
        LastTransfer = state?.LastTransfer,
        ExpiresAt = state?.ExpiresAt,
        LastError = state?.LastError,
    };
}
