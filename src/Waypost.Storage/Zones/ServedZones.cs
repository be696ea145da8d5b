using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>The zones that this node serves, in all views. Called in the order of commits, after each.</summary>
public sealed class ServedZones(ViewTable views, DnsConfigurationHolder configuration)
{
    /// <summary>Whether a view is configured, or is the default one.</summary>
    public bool HasView(string name) => views.Find(name) is not null;

    /// <summary>The content that is served now; null when the zone has none.</summary>
    public ZoneSnapshot? Find(ZoneKey zone) => views.Find(zone.View)?.Zones.Find(zone.Origin);

    /// <summary>What is in force for a zone as its row has it.</summary>
    public ZonePolicy PolicyOf(ZoneRow zone) => configuration.Current.PolicyOf(zone.Key, zone.Kind, zone.Settings);

    /// <summary>Whether this is a primary zone that is served now.</summary>
    public bool IsPrimary(ZoneKey zone) => Table(zone)?.FindServed(zone.Origin) is { Kind: ZoneKind.Primary };

    /// <summary>Serves a zone as its row has it, with this content; null for none.</summary>
    public void Publish(ZoneRow zone, ZoneSnapshot? snapshot)
    {
        var policy = PolicyOf(zone);
        Table(zone.Key)?.Publish(snapshot is null ? ServedZone.Empty(zone.Origin, zone.Kind, policy) : ServedZone.Of(snapshot, zone.Kind, policy));
    }

    /// <summary>Serves zones as their rows have them, without content.</summary>
    public void PublishAll(IEnumerable<ZoneRow> zones)
    {
        foreach (var zone in zones)
        {
            Publish(zone, null);
        }
    }

    /// <summary>Serves a zone as its row has it, with the content that it has.</summary>
    public void Publish(ZoneRow zone) => Publish(zone, Find(zone.Key));

    /// <summary>Serves other content of a zone; kind and policy stay.</summary>
    public void Publish(ZoneKey zone, ZoneSnapshot snapshot) => Table(zone)?.Publish(snapshot);

    /// <summary>Serves content that was read at start, unless the zone has other content, newer than that, or is gone.</summary>
    public void PublishLoaded(ZoneKey zone, ZoneSnapshot snapshot) => Table(zone)?.PublishFirst(snapshot);

    /// <summary>Every zone that is served now, in whatever state.</summary>
    public IEnumerable<ZoneKey> Keys => views.Views.SelectMany(view => view.Zones.Zones.Select(zone => new ZoneKey(view.Name, zone.Origin)));

    /// <summary>Stops serving a zone.</summary>
    public void Remove(ZoneKey zone) => Table(zone)?.Remove(zone.Origin);

    // None when another node has configured the view, and this one does not know of it yet.
    private ZoneTable? Table(ZoneKey zone) => views.Find(zone.View)?.Zones;
}
