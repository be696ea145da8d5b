using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>The name of a zone that is to be created: stated, or that of a network's reverse names.</summary>
public static class ZoneOrigin
{
    /// <summary>The origin, or null and what is wrong at which member.</summary>
    public static (string? Origin, FieldError? Error) Of(ZoneCreate create, string namePath)
    {
        var named = create.Name.Length > 0 ? RrsetNormalizer.NormalizeZoneName(create.Name) : null;
        if (create.Name.Length > 0 && named is null)
        {
            return (null, new(namePath, $"\"{create.Name}\" is not a domain name"));
        }

        if (create.Network is null)
        {
            return (named, named is null ? new(namePath, "must not be empty") : null);
        }

        if (!ReverseNetwork.TryGetOrigin(create.Network, out var origin, out var error))
        {
            return (null, new("$.network", error));
        }

        return named is null || named == origin ? (origin, null)
            : (null, new("$.network", $"is not the network of the zone \"{create.Name}\", but of {ZoneContracts.ToName(origin)}: leave out the name"));
    }
}
