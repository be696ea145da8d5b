using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Zones;

namespace Waypost.Server.Tests.Dns.Secondaries;

/// <summary>Secondary zones in memory.</summary>
internal sealed class MemorySecondaryStore(ViewTable views) : ISecondaryStore
{
    private readonly Dictionary<ZoneKey, Dictionary<(string Owner, string Type), ZoneRrset>> _zones = [];

    public Dictionary<ZoneKey, SecondaryState> States { get; } = [];

    public List<CheckRequest> Requests { get; } = [];

    /// <summary>The node that transfers; null for whoever asks.</summary>
    public string? Leaseholder { get; set; }

    public Task<IReadOnlyDictionary<ZoneKey, SecondaryState>> ReadStatesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<ZoneKey, SecondaryState>>(new Dictionary<ZoneKey, SecondaryState>(States));

    public Task SaveStatesAsync(IReadOnlyDictionary<ZoneKey, SecondaryState> states, CancellationToken cancellationToken)
    {
        foreach (var (zone, state) in states)
        {
            States[zone] = state;
        }

        return Task.CompletedTask;
    }

    public Task<TransferStored> ReplaceAsync(ZoneKey zone, WholeZone transferred, CancellationToken cancellationToken)
    {
        _zones[zone] = transferred.Rrsets.ToDictionary(rrset => (rrset.Owner, rrset.Type));
        return Publish(zone);
    }

    public Task<TransferStored> ApplyAsync(ZoneKey zone, ZoneDeltas transferred, CancellationToken cancellationToken)
    {
        if (!DeltaApplication.TryApply(_zones[zone].Values, transferred.Deltas, out IReadOnlyList<VersionChanges>? versions, out string? error))
        {
            return Task.FromResult(new TransferStored(null, error));
        }

        foreach (RrsetChange change in versions.SelectMany(version => version.Changes))
        {
            ZoneRrset rrset = (change.After ?? change.Before)!;
            if (change.After is null)
            {
                _zones[zone].Remove((rrset.Owner, rrset.Type));
            }
            else
            {
                _zones[zone][(rrset.Owner, rrset.Type)] = rrset;
            }
        }

        return Publish(zone);
    }

    public Task<bool> TryLeaseAsync(string node, TimeSpan duration, CancellationToken cancellationToken)
    {
        Leaseholder ??= node;
        return Task.FromResult(Leaseholder == node);
    }

    public Task EndLeaseAsync(string node, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RequestCheckAsync(CheckRequest request, CancellationToken cancellationToken)
    {
        lock (Requests)
        {
            Requests.Add(request);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<CheckRequest>> TakeRequestsAsync(CancellationToken cancellationToken)
    {
        lock (Requests)
        {
            IReadOnlyList<CheckRequest> taken = [.. Requests];
            Requests.Clear();
            return Task.FromResult(taken);
        }
    }

    private Task<TransferStored> Publish(ZoneKey zone)
    {
        ZoneSnapshot snapshot = ZoneSnapshot.Build(zone.Origin, _zones[zone].Values);
        views.Find(zone.View)!.Zones.Publish(snapshot);
        return Task.FromResult(new TransferStored(snapshot, null));
    }
}
