using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;

namespace Waypost.Api.Features.Zones;

/// <summary>Finds the primary zone that a name is in: the one of the default view that is nearest above it.</summary>
public sealed class EnclosingZone(ViewTable views)
{
    /// <param name="name">Absolute, in lower case.</param>
    public ZoneKey? Find(string name)
    {
        for (var origin = name; ;)
        {
            if (views.Default.Zones.FindServed(origin) is { } zone)
            {
                return zone.Kind == ZoneKind.Primary ? ZoneKey.Default(origin) : null;
            }

            var dot = LabelEnd(origin);
            if (dot < 0 || origin.Length <= 1)
            {
                return null;
            }

            origin = dot + 1 == origin.Length ? "." : origin[(dot + 1)..];
        }
    }

    // A dot that is escaped is within a label.
    private static int LabelEnd(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '\\')
            {
                i++;
            }
            else if (name[i] == '.')
            {
                return i;
            }
        }

        return -1;
    }
}
