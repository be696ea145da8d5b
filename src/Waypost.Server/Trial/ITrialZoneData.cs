using Waypost.Dns.Zones;

namespace Waypost.Server.Trial;

/// <summary>What beside the tables must know of the zones: the journal that transfers and updates use, the timers of secondaries.</summary>
public interface ITrialZoneData
{
    /// <summary>A zone is there, or has other settings.</summary>
    Task ConfiguredAsync(TrialZone zone, CancellationToken cancellationToken);

    /// <summary>A primary's file was read.</summary>
    Task ReplaceAsync(TrialZone zone, ZoneSnapshot snapshot, CancellationToken cancellationToken);

    /// <summary>A zone is gone.</summary>
    Task RemovedAsync(TrialZone zone, CancellationToken cancellationToken);
}
