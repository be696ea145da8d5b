using System.Collections.Concurrent;
using Waypost.Dns.Names;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>Keeps secondary zones of a server without a database; differences go into the journal of <paramref name="store"/>, for those that transfer from here.</summary>
public sealed class MemorySecondaryStore(ViewTable views, IZoneStore store) : ISecondaryStore
{
    private const string Actor = "transfer";

    private readonly ConcurrentDictionary<ZoneKey, SecondaryState> _states = new();
    private readonly ConcurrentQueue<CheckRequest> _requests = new();

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<ZoneKey, SecondaryState>> ReadStatesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<ZoneKey, SecondaryState>>(_states.ToDictionary());

    /// <inheritdoc/>
    public Task SaveStatesAsync(IReadOnlyDictionary<ZoneKey, SecondaryState> states, CancellationToken cancellationToken)
    {
        foreach (var (zone, state) in states)
        {
            _states[zone] = state;
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<TransferStored> ReplaceAsync(ZoneKey zone, WholeZone transferred, CancellationToken cancellationToken)
    {
        // Gone while it was transferred, or a primary by now.
        if (views.Find(zone.View)?.Zones is not { } table || table.FindServed(zone.Origin) is not { Kind: ZoneKind.Secondary })
        {
            return Task.FromResult(new TransferStored(null, null));
        }
        try
        {
            var snapshot = ZoneSnapshot.Build(zone.Origin, transferred.Rrsets);
            table.Publish(snapshot);
            return Task.FromResult(new TransferStored(snapshot, null));
        }
        catch (FormatException exception)
        {
            return Task.FromResult(new TransferStored(null, exception.Message));
        }
    }

    /// <inheritdoc/>
    public async Task<TransferStored> ApplyAsync(ZoneKey zone, ZoneDeltas transferred, CancellationToken cancellationToken)
    {
        if (views.Find(zone.View)?.Zones.Find(zone.Origin) is not { } before)
        {
            return new TransferStored(null, "there is no version that differences could be applied to");
        }
        var touched = DeltaApplication.Touched(transferred.Deltas).ToHashSet(TouchedComparer.Instance);
        var rrsets = before.EnumerateRrsets()
            .Select(owned => (Owner: DnsName.FromWire(owned.Owner.Span)!, owned.Rrset))
            .Where(each => touched.Contains((each.Owner.ToString(), each.Rrset.Type.Mnemonic)))
            .Select(each => each.Rrset.ToText(each.Owner));
        if (!DeltaApplication.TryApply(rrsets, transferred.Deltas, out var versions, out var error))
        {
            return new TransferStored(null, error);
        }
        var last = before;
        foreach (var version in versions)
        {
            var result = await store.EditAsync(zone, _ => version.Changes, Actor, cancellationToken);
            last = result.Snapshot ?? last;
        }
        return new TransferStored(last, null);
    }

    /// <inheritdoc/>
    public Task<bool> TryLeaseAsync(string node, TimeSpan duration, CancellationToken cancellationToken) => Task.FromResult(true);

    /// <inheritdoc/>
    public Task EndLeaseAsync(string node, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task RequestCheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(request);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<CheckRequest>> TakeRequestsAsync(CancellationToken cancellationToken)
    {
        var taken = new List<CheckRequest>();
        while (_requests.TryDequeue(out var request))
        {
            taken.Add(request);
        }
        return Task.FromResult<IReadOnlyList<CheckRequest>>(taken);
    }

    private sealed class TouchedComparer : IEqualityComparer<(string Owner, string Type)>
    {
        public static TouchedComparer Instance { get; } = new();

        public bool Equals((string Owner, string Type) x, (string Owner, string Type) y) =>
            x.Owner.Equals(y.Owner, StringComparison.OrdinalIgnoreCase) && x.Type.Equals(y.Type, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((string Owner, string Type) obj) =>
            HashCode.Combine(obj.Owner.GetHashCode(StringComparison.OrdinalIgnoreCase), obj.Type.GetHashCode(StringComparison.OrdinalIgnoreCase));
    }
}
