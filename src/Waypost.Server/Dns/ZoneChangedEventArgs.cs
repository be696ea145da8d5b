using Waypost.Dns.Serving;

namespace Waypost.Server.Dns;

/// <summary>A zone that is served in another way from now on.</summary>
/// <param name="key">The zone.</param>
/// <param name="zone">What is served; null when the zone was removed.</param>
public sealed class ZoneChangedEventArgs(ZoneKey key, ServedZone? zone) : EventArgs
{
    /// <summary>The zone.</summary>
    public ZoneKey Key { get; } = key;

    /// <summary>What is served; null when the zone was removed.</summary>
    public ServedZone? Zone { get; } = zone;
}
