namespace Waypost.Dns.Serving;

/// <summary>A zone that is served in another way from now on.</summary>
/// <param name="origin">Absolute lower-case name with its final dot.</param>
/// <param name="zone">What is served; null when the zone was removed.</param>
public sealed class ServedZoneEventArgs(string origin, ServedZone? zone) : EventArgs
{
    /// <summary>Absolute lower-case name with its final dot.</summary>
    public string Origin { get; } = origin;

    /// <summary>What is served; null when the zone was removed.</summary>
    public ServedZone? Zone { get; } = zone;
}
