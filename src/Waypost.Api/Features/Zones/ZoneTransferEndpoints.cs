using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>What is done with a zone now instead of when it is due, as rndc does it.</summary>
public static class ZoneTransferEndpoints
{
    public static void MapZoneTransfers(this IEndpointRouteBuilder group)
    {
        group.MapPost("/zones/{zone}:refresh", (
                [AsParameters] ZoneRoute zone, ZoneRepository zones, SecondaryBook book, SecondaryStates states, TimeProvider time, CancellationToken cancellationToken) =>
                CheckAsync(zone, zones, book, states, force: false, time, cancellationToken))
            .Describe("refreshZone", "Asks the primaries of a secondary zone for their serial now, and transfers what is newer.", 404, 409)
            .Produces<Zone>(202);
        group.MapPost("/zones/{zone}:retransfer", (
                [AsParameters] ZoneRoute zone, ZoneRepository zones, SecondaryBook book, SecondaryStates states, TimeProvider time, CancellationToken cancellationToken) =>
                CheckAsync(zone, zones, book, states, force: true, time, cancellationToken))
            .Describe("retransferZone", "Transfers a secondary zone whole now, whatever the serials. What is served stays until the transfer is complete.", 404, 409)
            .Produces<Zone>(202);
        group.MapPost("/zones/{zone}:notify", NotifyAsync)
            .Describe("notifyZone", "Announces the zone to its secondaries now (RFC 1996).", 404, 409)
            .Produces<Zone>(202);
    }

    private static async Task<IResult> CheckAsync(
        ZoneRoute zone, ZoneRepository zones, SecondaryBook book, SecondaryStates states, bool force, TimeProvider time, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is not { } stored)
        {
            return zone.NotFound();
        }

        if (stored.Value.Kind != ZoneKind.Secondary)
        {
            return Problems.Conflict($"The zone \"{zone.Name}\" is not a secondary: it has no primaries to ask.");
        }

        book.Request(key, first: null, force, time.GetUtcNow());
        return Results.Json(states.ToZone(stored.Value), WaypostJsonContext.Default.Zone, statusCode: 202);
    }

    private static async Task<IResult> NotifyAsync(
        [AsParameters] ZoneRoute zone, ZoneRepository zones, NotifySender sender, SecondaryStates states, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is not { } stored)
        {
            return zone.NotFound();
        }

        return sender.Announce(key)
            ? Results.Json(states.ToZone(stored.Value), WaypostJsonContext.Default.Zone, statusCode: 202)
            : Problems.Conflict($"The zone \"{zone.Name}\" has no content to announce.");
    }
}
