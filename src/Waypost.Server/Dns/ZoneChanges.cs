using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Tells of every zone that is published in any view: what a change leads to beside its being served starts here.</summary>
public sealed class ZoneChanges(ViewTable views)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ZoneTable> _attached = [];

    /// <summary>Raised with what is served now, or null when the zone was removed. Handlers are quick.</summary>
    public event Action<ZoneKey, ServedZone?>? Changed;

    /// <summary>Listens to the views that came since the last call.</summary>
    public void Attach()
    {
        foreach (var view in views.Views)
        {
            lock (_lock)
            {
                if (!_attached.Add(view.Zones))
                {
                    continue;
                }
            }
            var name = view.Name;
            view.Zones.Changed += (origin, zone) => Changed?.Invoke(new ZoneKey(name, origin), zone);
        }
    }
}
