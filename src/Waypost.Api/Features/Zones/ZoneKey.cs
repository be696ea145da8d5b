using Waypost.Api.Http;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>The name of a zone in a path; <see cref="Origin"/> is null when it is no domain name, and then there is no such zone.</summary>
public sealed record ZoneKey(string Name, string? Origin)
{
    public static bool TryParse(string text, out ZoneKey key)
    {
        var name = RouteKey.Decode(text);
        key = new(name, RrsetNormalizer.NormalizeZoneName(name));
        return true;
    }

    public IResult NotFound() => Problems.NotFound("zone", Name);
}
