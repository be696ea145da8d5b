using Waypost.Dns.Serving;
using Waypost.Dns.Zones;

namespace Waypost.Storage.Zones;

/// <summary>A zone to create. The view must be configured, or the default one.</summary>
public sealed record ZoneCreation(ZoneKey Key, IReadOnlyList<ZoneRrset> Rrsets)
{
    public ZoneKind Kind { get; init; }

    public ZoneSettings? Settings { get; init; }
}
