using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Zones: create, list, read, delete, and check without storing.</summary>
public static class ZoneEndpoints
{
    public static void MapZones(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Zones");
        group.MapGet("/zones", ListAsync).Describe("listZones", "Lists zones in the order of names.").Produces<Page<Zone>>();
        group.MapPost("/zones", CreateAsync)
            .Accepts<ZoneCreate>("application/json", TextBody.MasterFile)
            .Describe("createZone", "Creates a zone from a master file, from RRsets, or with a default SOA and NS. A body of text/dns is a master file; the parameter name says of which zone.", 409, 413, 415, 422)
            .Produces<Zone>(201);
        group.MapGet("/zones/{zone}", GetAsync).Describe("getZone", "Reads a zone.", 404).Produces<Zone>().Produces(304);
        group.MapDelete("/zones/{zone}", DeleteAsync).Describe("deleteZone", "Deletes a zone with all its records.", 404, 412).Produces(204);
        group.MapPost("/zones:check", Check)
            .AllowReadScope().Validate<ZoneCheckRequest>()
            .Describe("checkZone", "Checks a master file without storing it, as named-checkzone does.", 413, 415, 422)
            .Produces<ZoneCheckResult>();
        group.MapZoneFiles();
    }

    private static async Task<IResult> ListAsync(Paging paging, ZoneRepository zones, CancellationToken cancellationToken)
    {
        var rows = await zones.ListAsync(paging.After, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(rows, row => ZoneContracts.ToZone(row.Value), row => row.Value.Origin));
    }

    private static async Task<IResult> GetAsync(ZoneKey zone, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken) =>
        zone.Origin is { } origin && await zones.FindAsync(origin, cancellationToken) is { } stored
            ? stored.Select(ZoneContracts.ToZone).ToResult(context)
            : zone.NotFound();

    private static async Task<IResult> CreateAsync(
        ZoneCreateBody body, ZoneRepository zones, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        if (body.Refusal is { } refusal)
        {
            return refusal;
        }

        var create = body.Value;
        if (RrsetNormalizer.NormalizeZoneName(create.Name) is not { } origin)
        {
            return Problems.Invalid([new(body.NamePath, $"\"{create.Name}\" is not a domain name")]);
        }

        var draft = create switch
        {
            { File: { } file } => ZoneDraft.FromFile(origin, file, body.FilePath),
            { Rrsets: { } rrsets } => ZoneDraft.FromRrsets(origin, rrsets),
            _ => ZoneDraft.Default(origin, create.PrimaryNameServer, create.Hostmaster, time.GetUtcNow()),
        };
        if (draft.Errors.Count > 0)
        {
            return Problems.Invalid(draft.Errors);
        }

        var result = await zones.CreateAsync(origin, draft.Rrsets, context.Actor(), cancellationToken);
        if (result is not { Status: WriteStatus.Created, Stored: { } stored })
        {
            return Problems.Conflict($"The zone \"{ZoneContracts.ToName(origin)}\" exists already.");
        }

        EntityTags.Set(context, stored.ETag);
        return Results.Created($"/v1/zones/{Uri.EscapeDataString(ZoneContracts.ToName(origin))}", ZoneContracts.ToZone(stored.Value));
    }

    private static async Task<IResult> DeleteAsync(
        ZoneKey zone, WriteConditions conditions, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken) =>
        zone.Origin is not { } origin ? zone.NotFound()
        : await zones.DeleteAsync(origin, conditions.IfMatch, context.Actor(), cancellationToken) switch
        {
            WriteStatus.Deleted => Results.NoContent(),
            var status => status.ToProblem("zone", zone.Name),
        };

    private static IResult Check(ZoneCheckRequest body)
    {
        if (RrsetNormalizer.NormalizeZoneName(body.Name) is not { } origin)
        {
            return Problems.Invalid([new("$.name", $"\"{body.Name}\" is not a domain name")]);
        }

        var parsed = ZoneFileParser.Parse(body.File, origin);
        List<ZoneCheckProblem> problems = [.. parsed.Errors.Select(e => new ZoneCheckProblem(e.Message, e.Line, e.Column))];
        if (problems.Count == 0)
        {
            problems.AddRange(ZoneChecker.Check(origin, parsed.Rrsets)
                .Select(p => new ZoneCheckProblem(p.Message, Owner: RrsetNormalizer.RelativeOwner(origin, p.Owner), Type: p.Type)));
        }

        return Results.Ok(new ZoneCheckResult(problems.Count == 0, parsed.Rrsets.Sum(rrset => rrset.Rdata.Count), problems));
    }
}
