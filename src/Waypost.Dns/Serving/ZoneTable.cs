using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;
using Waypost.Dns.Zones;

namespace Waypost.Dns.Serving;

/// <summary>The zones of one view that are served now. Readers take no lock: a writer swaps in a new immutable map.</summary>
public sealed class ZoneTable
{
    private readonly Lock _writers = new();
    private NameTrie<ServedZone> _zones = NameTrie<ServedZone>.Empty;

    /// <summary>Raised after a zone was published or removed. Handlers are quick: they run on the writer's thread.</summary>
    public event EventHandler<ServedZoneEventArgs>? Changed;

    /// <summary>How many zones there are.</summary>
    public int Count => Volatile.Read(ref _zones).Count;

    /// <summary>The zones, in no order.</summary>
    public IReadOnlyList<ServedZone> Zones => Volatile.Read(ref _zones).Values.ToArray();

    /// <summary>Serves this zone from now on, in place of any other of its origin.</summary>
    public void Publish(ServedZone zone)
    {
        lock (_writers)
        {
            Volatile.Write(ref _zones, _zones.Set(zone.Key.ToArray(), zone));
        }
        Raise(zone.Origin, zone);
    }

    /// <summary>Serves this version of a zone from now on; kind and policy stay as they were, or are the defaults of a new zone.</summary>
    public void Publish(ZoneSnapshot snapshot)
    {
        ServedZone zone;
        lock (_writers)
        {
            zone = _zones.TryFind(snapshot.Key, out var before) ? before.With(snapshot) : ServedZone.Of(snapshot, ZoneKind.Primary, ZonePolicy.Default);
            Volatile.Write(ref _zones, _zones.Set(zone.Key.ToArray(), zone));
        }
        Raise(zone.Origin, zone);
    }

    /// <summary>Keeps the zone and answers SERVFAIL for it, as for a secondary zone that has expired; false when there is none with content.</summary>
    public bool Unload(string origin)
    {
        ServedZone zone;
        lock (_writers)
        {
            if (FindServed(origin) is not { Snapshot: not null } before)
            {
                return false;
            }
            zone = before.With(null);
            Volatile.Write(ref _zones, _zones.Set(zone.Key.ToArray(), zone));
        }
        Raise(zone.Origin, zone);
        return true;
    }

    /// <summary>Puts another state in the place of every zone, all at once for readers; the origins must stay.</summary>
    public void Update(Func<ServedZone, ServedZone> change)
    {
        var changed = new List<ServedZone>();
        lock (_writers)
        {
            var zones = _zones;
            foreach (var zone in zones.Values.ToArray())
            {
                if (change(zone) is var next && !ReferenceEquals(next, zone))
                {
                    zones = zones.Set(zone.Key.ToArray(), next);
                    changed.Add(next);
                }
            }
            Volatile.Write(ref _zones, zones);
        }
        changed.ForEach(zone => Raise(zone.Origin, zone));
    }

    /// <summary>Serves this version of a zone that has no content yet; false when it has, or is not there.</summary>
    public bool PublishFirst(ZoneSnapshot snapshot)
    {
        lock (_writers)
        {
            if (!_zones.TryFind(snapshot.Key, out var zone) || zone.Snapshot is not null)
            {
                return false;
            }
            Volatile.Write(ref _zones, _zones.Set(snapshot.Key.ToArray(), zone.With(snapshot)));
            return true;
        }
    }

    /// <summary>Stops serving a zone; false when it is not there.</summary>
    public bool Remove(string origin)
    {
        if (!DnsName.TryParse(origin, DnsName.Root, out var name, out _))
        {
            return false;
        }
        lock (_writers)
        {
            var before = _zones;
            Volatile.Write(ref _zones, before.Remove(name.ToLowerWire()));
            if (_zones.Count == before.Count)
            {
                return false;
            }
        }
        Raise(RrsetNormalizer.NormalizeZoneName(origin) ?? origin, null);
        return true;
    }

    /// <summary>The content of the zone of exactly this name, or null.</summary>
    public ZoneSnapshot? Find(string origin) => FindServed(origin)?.Snapshot;

    /// <summary>The zone of exactly this name, or null.</summary>
    public ServedZone? FindServed(string origin) =>
        DnsName.TryParse(origin, DnsName.Root, out var name, out _) && Volatile.Read(ref _zones).TryFind(name.ToLowerWire(), out var zone) ? zone : null;

    /// <summary>The zone of exactly this name in lower-case wire form.</summary>
    internal bool TryFind(ReadOnlySpan<byte> lowerName, [NotNullWhen(true)] out ServedZone? zone) => Volatile.Read(ref _zones).TryFind(lowerName, out zone);

    /// <summary>The zone nearest above a name in lower-case wire form (RFC 1034 section 4.3.2 step 2).</summary>
    internal bool TryFindNearest(ReadOnlySpan<byte> lowerName, [NotNullWhen(true)] out ServedZone? zone)
    {
        var zones = Volatile.Read(ref _zones);
        for (var position = 0; ; position += lowerName[position] + 1)
        {
            if (zones.TryFind(lowerName[position..], out zone))
            {
                return true;
            }
            if (lowerName[position] == 0)
            {
                return false;
            }
        }
    }

    private void Raise(string origin, ServedZone? zone) => Changed?.Invoke(this, new ServedZoneEventArgs(origin, zone));
}
