using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>Tells of every zone that is published in any view: what a change leads to beside its being served starts here.</summary>
public sealed class ZoneChanges(ViewTable views)
{
    private readonly Lock _lock = new();
    private readonly HashSet<ZoneTable> _attached = [];

    /// <summary>Raised after a zone was published or removed. Handlers are quick.</summary>
    public event EventHandler<ZoneChangedEventArgs>? Changed;

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
            view.Zones.Changed += (_, change) => Changed?.Invoke(this, new ZoneChangedEventArgs(new ZoneKey(name, change.Origin), change.Zone));
        }
    }
}
