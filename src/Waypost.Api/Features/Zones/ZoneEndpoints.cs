using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Zones: create, list, read, delete, and check without storing.</summary>
public static class ZoneEndpoints
{
    public static void MapZones(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Zones");
        group.MapGet("/zones", ListAsync).Describe("listZones", "Lists zones in the order of names.", 404).Produces<Page<Zone>>();
        group.MapPost("/zones", CreateAsync)
            .Accepts<ZoneCreate>("application/json", TextBody.MasterFile)
            .Describe("createZone", "Creates a zone from a master file, from RRsets, or with a default SOA and NS; of a name, or of the network whose reverse names it holds. A body of text/dns is a master file; the parameter name says of which zone.", 404, 409, 413, 415, 422)
            .Produces<Zone>(201);
        group.MapGet("/zones/{zone}", GetAsync).Describe("getZone", "Reads a zone.", 404).Produces<Zone>().Produces(304);
        group.MapDelete("/zones/{zone}", DeleteAsync).Describe("deleteZone", "Deletes a zone with all its records.", 404, 412).Produces(204);
        group.MapZoneCheck();
        group.MapZoneSettings();
        group.MapZoneFiles();
        group.MapZoneTransfers();
        group.MapZoneHistory();
    }

    private static async Task<IResult> ListAsync(
        [FromQuery, Description("Only the zones of this view; without it those of all.")] string? view, Paging paging, ZoneRepository zones, ViewTable views, SecondaryStates secondaries, CancellationToken cancellationToken)
    {
        if (view is not null && views.Find(view) is null)
        {
            return Problems.NotFound("view", view);
        }

        // Origins have no blank, in which the view follows; a cursor without one is of a time before views.
        var after = paging.After?.Split(' ', 2) is [var origin, .. var rest] ? new ZoneKey(rest is [var name] ? name : ZoneKey.DefaultView, origin) : null;
        var rows = await zones.ListAsync(view is null ? null : views.Find(view)!.Name, after, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, row => secondaries.ToZone(row.Value), row => $"{row.Value.Origin} {row.Value.Key.View}"));
    }

    private static async Task<IResult> GetAsync([AsParameters] ZoneRoute zone, ZoneRepository zones, SecondaryStates secondaries, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is not { } stored)
        {
            return zone.NotFound();
        }

        if (stored.Value.Kind == ZoneKind.Primary)
        {
            return stored.Select(ZoneContracts.ToZone).ToResult(context);
        }

        // The state of a secondary changes without its tag, so that there is no 304.
        EntityTags.Set(context, stored.ETag);
        return Results.Ok(await secondaries.ToZoneAsync(stored.Value, cancellationToken));
    }

    private static async Task<IResult> CreateAsync(
        ZoneCreateBody body, [FromQuery, Description("The view of a master file's zone.")] string? view, ZoneRepository zones, DnsConfigurationHolder configuration, SecondaryStates secondaries, ChangeRunner changes, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var create = body.Value;
        var (origin, wrong) = ZoneOrigin.Of(create, body.NamePath);
        if (origin is null)
        {
            return Problems.Invalid([wrong!]);
        }

        if (configuration.Current.FindView(create.View ?? view ?? ZoneKey.DefaultView) is not { } viewName)
        {
            return Problems.NotFound("view", create.View ?? view!);
        }

        var key = new ZoneKey(viewName, origin);
        var (creation, errors) = ZoneCreations.Of(key, create, body.FilePath, configuration.Current, time.GetUtcNow());
        if (creation is null)
        {
            return Problems.Invalid(errors);
        }

        var (outcome, _) = await changes.RunAsync(new ZoneCreateStep(zones, creation), new(context.Actor()), cancellationToken);
        if (!outcome.IsApplied || await zones.FindAsync(key, cancellationToken) is not { } stored)
        {
            return outcome.Status == WriteStatus.NotFound ? Problems.NotFound("view", viewName) : Problems.Conflict($"The zone \"{ZoneContracts.ToName(origin)}\" exists already.");
        }

        EntityTags.Set(context, stored.ETag);
        var query = key.View == ZoneKey.DefaultView ? "" : "?view=" + Uri.EscapeDataString(key.View);
        return Results.Created($"/v1/zones/{Uri.EscapeDataString(ZoneContracts.ToName(origin))}{query}", secondaries.ToZone(stored.Value));
    }

    private static async Task<IResult> DeleteAsync(
        [AsParameters] ZoneRoute zone, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key)
        {
            return zone.NotFound();
        }

        var (outcome, result) = await changes.RunAsync(new ZoneDeleteStep(zones, key, conditions.IfMatch, mustBeAbsent: false, isAlone: true), conditions.Options(context), cancellationToken);
        return outcome.IsApplied ? Results.NoContent() : SingleChange.ToProblem(outcome, result, "zone", zone.Name);
    }
}
