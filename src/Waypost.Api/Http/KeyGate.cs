using System.Net;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Http;

/// <summary>Lets keys in, whichever header they come in: known, not expired, from a network of theirs, from an address that does not guess.</summary>
public sealed class KeyGate(KnownKeys keys, GuessingGuard guard)
{
    private const int LongestKey = 256;

    /// <summary>How long the caller is locked out, or null.</summary>
    public TimeSpan? LockedFor(HttpContext context) => guard.LockedFor(context.Connection.RemoteIpAddress);

    /// <summary>The key, whose permissions the request has from then on; or why it is refused.</summary>
    public async Task<(ApiKeyRow? Row, string Refusal)> AdmitAsync(HttpContext context, string key)
    {
        var address = context.Connection.RemoteIpAddress;
        if (guard.LockedFor(address) is not null && !keys.Knows(key))
        {
            return (null, "This address has sent too many wrong keys.");
        }

        if (key.Length is 0 or > LongestKey || await keys.FindAsync(key, context.RequestAborted) is not { } found)
        {
            guard.Fail(address);
            return (null, "The API key is not valid.");
        }

        if (found.Row.Networks is { } networks && !networks.Any(network => IsIn(network, address)))
        {
            return (null, "The API key may not be used from this address.");
        }

        context.Features.Set(found.Access);
        context.Features.Set(found.Row);
        return (found.Row, "");
    }

    // An IPv4 client of a socket that speaks both is ::ffff:192.0.2.1.
    private static bool IsIn(string network, IPAddress? address) =>
        address is not null && (IPNetwork.TryParse(network, out var parsed) ? parsed.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
            : IPAddress.TryParse(network, out var one) && one.Equals(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
