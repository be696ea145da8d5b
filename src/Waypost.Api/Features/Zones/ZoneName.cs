using Waypost.Api.Http;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>The name of a zone in a path; <see cref="Origin"/> is null when it is no domain name, and then there is no such zone.</summary>
public sealed record ZoneName(string Name, string? Origin)
{
    public static bool TryParse(string text, out ZoneName name)
    {
        var decoded = RouteKey.Decode(text);
        name = new(decoded, RrsetNormalizer.NormalizeZoneName(decoded));
        return true;
    }
}
