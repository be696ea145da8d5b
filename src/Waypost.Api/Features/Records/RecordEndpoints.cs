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
        [AsParameters] ZoneRoute zone, RouteKey owner, TypeKey type, RrsetPut body, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key)
        {
            return zone.NotFound();
        }

        var errors = new List<FieldError>();
        if (RrsetDraft.Normalize(key.Origin, owner.Value, type.Name, body.Ttl ?? ZoneContracts.DefaultTtl, body.Records, "$", "", errors) is not { } rrset)
        {
            return await zones.FindAsync(key, cancellationToken) is null ? zone.NotFound() : Problems.Invalid(errors);
        }

        var step = new RrsetStep(zones, key, new(rrset.Owner, rrset.Type, rrset, conditions.IfMatch, conditions.IfNoneMatch));
        var (outcome, result) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        if (outcome is not { IsApplied: true, After: Rrset item } || result.IsRefusedByWarnings)
        {
            return ToProblem(outcome, result, zone);
        }

        EntityTags.Set(context, outcome.ETag!);
        item = result.Warnings.Count == 0 ? item : item with { Warnings = [.. result.Warnings.Select(warning => warning.Message)] };
        return outcome.Status == WriteStatus.Created
            ? Results.Created($"/v1/zones/{Uri.EscapeDataString(zone.Name)}/rrsets/{Uri.EscapeDataString(item.Owner)}/{item.Type}{zone.Query}", item)
            : Results.Ok(item);
    }

    private static async Task<IResult> DeleteAsync(
        [AsParameters] ZoneRoute zone, RouteKey owner, TypeKey type, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
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

        var step = new RrsetStep(zones, key, new(stored.Value.Owner, stored.Value.Type, null, conditions.IfMatch, false));
        var (outcome, result) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        return !outcome.IsApplied || result.IsRefusedByWarnings ? ToProblem(outcome, result, zone)
            : outcome.Status == WriteStatus.Unchanged ? NotFound(owner, type)
            : Results.NoContent();
    }

    private static async Task<IResult> PatchAsync(
        [AsParameters] ZoneRoute zone, RrsetPatchRequest body, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
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

        var step = new RrsetPatchStep(zones, key, draft.Writes);
        var (outcome, applied) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        var result = step.Result!;
        return applied.IsRefusedByWarnings ? ToProblem(outcome, applied, zone)
            : outcome.IsApplied ? Results.Ok(new RrsetPatchResult(
                result.Serial,
                result.Changes.Count(change => (change.After ?? change.Before)?.Type != "SOA" || WritesSoa(draft)),
                applied.Warnings.Count == 0 ? null : [.. applied.Warnings.Select(warning => warning.Message)]))
            : ZoneWriteProblems.Of(result, zone, index => index is null ? "$.changes" : $"$.changes[{index}]", draft.IndexOf);
    }

    private static IResult ToProblem(StepOutcome outcome, ChangeResult result, ZoneRoute zone) => outcome switch
    {
        { Status: WriteStatus.ReadOnly } => zone.ReadOnly(),
        { Status: WriteStatus.NotFound } => zone.NotFound(),
        { Status: WriteStatus.Conflict, Errors.Count: 0 } when !result.IsRefusedByWarnings => Problems.Conflict($"The zone \"{zone.Name}\" has changed meanwhile; try again."),
        _ => SingleChange.ToProblem(outcome, result, "RRset", zone.Name),
    };

    // The serial's own change of the SOA is not one that the client asked for.
    private static bool WritesSoa(PatchDraft draft) => draft.Writes.Any(write => write.Type == "SOA");

    private static IResult NotFound(RouteKey owner, TypeKey type) => Problems.NotFound("RRset", $"{owner.Value} {type.Name}");
}
