using System.Collections.Concurrent;
using Waypost.Client;

namespace Waypost.Terraform.Sessions;

/// <summary>The API during one Terraform command: its client, and what is read and written of it together.</summary>
internal sealed class ApiSession(WaypostClient client, TimeProvider time, CancellationToken stopping) : IDisposable
{
    private readonly ConcurrentDictionary<(string Zone, string View), ZoneRecords> zones = new();
    private readonly ConcurrentDictionary<string, IDroppable> collections = new(StringComparer.Ordinal);

    public WaypostClient Client => client;

    /// <summary>What owners have been planned to hold, so that contradictions show before anything is applied.</summary>
    public PlannedOwners Planned { get; } = new();

    /// <summary>The RRsets of a zone.</summary>
    /// <param name="zone">As the API names it.</param>
    /// <param name="view">Null for the default one.</param>
    public ZoneRecords Records(string zone, string? view) =>
        zones.GetOrAdd((zone, view ?? ""), key => new ZoneRecords(client, key.Zone, view, time, stopping));

    /// <summary>Reads of a collection.</summary>
    /// <param name="name">The resource type that reads it.</param>
    /// <param name="collection">Where from.</param>
    /// <param name="keyOf">An item's key in canonical form.</param>
    public KeyedReads<T> Reads<T>(string name, ResourceClient<T> collection, Func<T, string> keyOf)
        where T : class =>
        (KeyedReads<T>)collections.GetOrAdd(name, _ => new KeyedReads<T>(collection, keyOf, stopping));

    /// <summary>Forgets what was read of a collection.</summary>
    public void Drop(string name)
    {
        if (collections.TryGetValue(name, out var reads))
        {
            reads.Drop();
        }
    }

    public void Dispose() => client.Dispose();
}
