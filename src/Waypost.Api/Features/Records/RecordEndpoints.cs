using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>The RRsets of a zone.</summary>
public static class RecordEndpoints
{
    public static void MapRecords(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("/zones/{zone}/rrsets").WithTags("Records");
        group.MapGet("", ListAsync).Describe("listRrsets", "Lists the RRsets of a zone in canonical order.", 404).Produces<Page<Rrset>>();
        group.MapPatch("", PatchAsync)
            .Validate<RrsetPatchRequest>()
            .Describe("patchRrsets", "Changes many RRsets at once: all of them, or none.", 404, 409, 412, 413, 415, 422)
            .Produces<RrsetPatchResult>();
        group.MapGet("/{owner}/{type}", GetAsync).Describe("getRrset", "Reads an RRset.", 404).Produces<Rrset>().Produces(304);
        group.MapPut("/{owner}/{type}", PutAsync)
            .Validate<RrsetPut>()
            .Describe("putRrset", "Creates or replaces an RRset. When it answers, the listeners serve the new data.", 404, 409, 412, 413, 415, 422)
            .Produces<Rrset>(200).Produces<Rrset>(201);
        group.MapDelete("/{owner}/{type}", DeleteAsync).Describe("deleteRrset", "Deletes an RRset.", 404, 409, 412, 422).Produces(204);
    }

    private static async Task<IResult> ListAsync([AsParameters] ZoneRoute zone, Paging paging, ZoneRepository zones, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is null)
        {
            return zone.NotFound();
        }

        var page = await zones.ListRrsetsAsync(key, paging.After, paging.Limit, cancellationToken);
        return Results.Ok(new Page<Rrset>(
            [.. page.Items.Select(rrset => ZoneContracts.ToRrset(key.Origin, rrset))],
            page.Next is null ? null : Paging.Encode(page.Next)));
    }

    private static async Task<IResult> GetAsync(
        [AsParameters] ZoneRoute zone, RouteKey owner, TypeKey type, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key)
        {
            return zone.NotFound();
        }

        var stored = await zones.FindRrsetAsync(key, ZoneContracts.ToAbsolute(key.Origin, owner.Value), type.Name, cancellationToken);
        return stored is not null ? stored.Select(rrset => ZoneContracts.ToRrset(key.Origin, rrset)).ToResult(context)
            : await zones.FindAsync(key, cancellationToken) is null ? zone.NotFound()
            : NotFound(owner, type);
    }

    private static async Task<IResult> PutAsync(
        [AsParameters] ZoneRoute zone, RouteKey owner, TypeKey type, RrsetPut body, WriteConditions conditions, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is null)
        {
            return zone.NotFound();
        }

        var errors = new List<FieldError>();
        if (RrsetDraft.Normalize(key.Origin, owner.Value, type.Name, body.Ttl ?? ZoneContracts.DefaultTtl, body.Records, "$", "", errors) is not { } rrset)
        {
            return Problems.Invalid(errors);
        }

        var write = new RrsetWrite(rrset.Owner, rrset.Type, rrset, conditions.IfMatch, conditions.IfNoneMatch);
        var result = await zones.ApplyAsync(key, [write], context.Actor(), cancellationToken);
        if (result.Status is not (WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged))
        {
            return ZoneWriteProblems.Of(result, zone, _ => "$.records");
        }

        if (await zones.FindRrsetAsync(key, rrset.Owner, rrset.Type, cancellationToken) is not { } stored)
        {
            return NotFound(owner, type);
        }

        EntityTags.Set(context, stored.ETag);
        var item = ZoneContracts.ToRrset(key.Origin, stored.Value);
        var created = result.Changes.Any(change => change.Before is null && change.After?.Type == rrset.Type);
        return created
            ? Results.Created($"/v1/zones/{Uri.EscapeDataString(zone.Name)}/rrsets/{Uri.EscapeDataString(item.Owner)}/{item.Type}{zone.Query}", item)
            : Results.Ok(item);
    }

    private static async Task<IResult> DeleteAsync(
        [AsParameters] ZoneRoute zone, RouteKey owner, TypeKey type, WriteConditions conditions, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key)
        {
            return zone.NotFound();
        }

        var absolute = ZoneContracts.ToAbsolute(key.Origin, owner.Value);
        if (await zones.FindRrsetAsync(key, absolute, type.Name, cancellationToken) is not { } stored)
        {
            return await zones.FindAsync(key, cancellationToken) is null ? zone.NotFound()
                : conditions.IfMatch is not null ? Problems.PreconditionFailed()
                : NotFound(owner, type);
        }

        if (ApexRule.Check(key.Origin, stored.Value.Owner, stored.Value.Type) is { } refusal)
        {
            return Problems.Invalid([new("type", refusal)]);
        }

        var write = new RrsetWrite(stored.Value.Owner, stored.Value.Type, null, conditions.IfMatch, false);
        var result = await zones.ApplyAsync(key, [write], context.Actor(), cancellationToken);
        return result.Status is WriteStatus.Updated or WriteStatus.Deleted ? Results.NoContent()
            : result.Status is WriteStatus.Unchanged ? NotFound(owner, type)
            : ZoneWriteProblems.Of(result, zone, _ => "type");
    }

    private static async Task<IResult> PatchAsync(
        [AsParameters] ZoneRoute zone, RrsetPatchRequest body, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is null)
        {
            return zone.NotFound();
        }

        var draft = PatchDraft.Of(key.Origin, body.Changes);
        if (draft.Errors.Count > 0)
        {
            return Problems.Invalid(draft.Errors);
        }

        var result = await zones.ApplyAsync(key, draft.Writes, context.Actor(), cancellationToken);
        return result.Status is WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged or WriteStatus.Deleted
            ? Results.Ok(new RrsetPatchResult(result.Serial, result.Changes.Count(change => (change.After ?? change.Before)?.Type != "SOA" || WritesSoa(draft))))
            : ZoneWriteProblems.Of(result, zone, index => index is null ? "$.changes" : $"$.changes[{index}]", draft.IndexOf);
    }

    // The serial's own change of the SOA is not one that the client asked for.
    private static bool WritesSoa(PatchDraft draft) => draft.Writes.Any(write => write.Type == "SOA");

    private static IResult NotFound(RouteKey owner, TypeKey type) => Problems.NotFound("RRset", $"{owner.Value} {type.Name}");
}
