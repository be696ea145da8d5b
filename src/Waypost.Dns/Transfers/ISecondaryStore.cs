using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>What somebody asked of a secondary zone, on any node.</summary>
/// <param name="Force">Transfer the zone whole, whatever its serial.</param>
public sealed record CheckRequest(ZoneKey Zone, bool Force);

/// <summary>What storing a transfer came to.</summary>
/// <param name="Snapshot">The version that is served now; null when it was not stored.</param>
/// <param name="Problem">Why the transfer cannot be stored; null when it was, or when the zone is gone.</param>
public sealed record TransferStored(ZoneSnapshot? Snapshot, string? Problem);

/// <summary>Keeps secondary zones: their content, which outlives the process, and their state. Writes are served before they return.</summary>
public interface ISecondaryStore
{
    /// <summary>The states of all secondary zones.</summary>
    Task<IReadOnlyDictionary<ZoneKey, SecondaryState>> ReadStatesAsync(CancellationToken cancellationToken);

    /// <summary>Writes states; zones that are gone are left out.</summary>
    Task SaveStatesAsync(IReadOnlyDictionary<ZoneKey, SecondaryState> states, CancellationToken cancellationToken);

    /// <summary>Makes a zone hold exactly what was transferred, at the primary's serial.</summary>
    Task<TransferStored> ReplaceAsync(ZoneKey zone, WholeZone transferred, CancellationToken cancellationToken);

    /// <summary>Applies differences, each as a version of its own in the journal; a problem when they do not fit what is stored.</summary>
    Task<TransferStored> ApplyAsync(ZoneKey zone, ZoneDeltas transferred, CancellationToken cancellationToken);

    /// <summary>Takes or keeps the right to transfer, which one node of a cluster has at a time.</summary>
    /// <param name="node">This process.</param>
    /// <param name="duration">For how long; it must be renewed before.</param>
    Task<bool> TryLeaseAsync(string node, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives that right up, so that another node has it at once.</summary>
    Task EndLeaseAsync(string node, CancellationToken cancellationToken);

    /// <summary>Leaves a request for the node that transfers.</summary>
    Task RequestCheckAsync(CheckRequest request, CancellationToken cancellationToken);

    /// <summary>Takes the requests that were left.</summary>
    Task<IReadOnlyList<CheckRequest>> TakeRequestsAsync(CancellationToken cancellationToken);
}
