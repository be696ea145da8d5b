using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.ZoneFiles;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>A zone as its master file.</summary>
public static class ZoneFileEndpoints
{
    public static void MapZoneFiles(this IEndpointRouteBuilder group)
    {
        group.MapGet("/zones/{zone}/file", ExportAsync)
            .Describe("exportZone", "Exports the zone as a master file that loads back identically.", 404)
            .Produces<string>(200, TextBody.MasterFile).Produces(304);
        group.MapPut("/zones/{zone}/file", ReplaceAsync)
            .Accepts<string>(TextBody.MasterFile)
            .Describe("replaceZone", "Replaces every record of the zone by a master file; the serial rises when something changes.", 404, 409, 412, 413, 415, 422)
            .Produces<Zone>();
    }

    private static async Task<IResult> ExportAsync([AsParameters] ZoneRoute zone, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is not { } stored)
        {
            return zone.NotFound();
        }

        EntityTags.Set(context, stored.ETag);
        if (EntityTags.ClientHas(context, stored.ETag))
        {
            return Results.StatusCode(304);
        }

        var rrsets = await zones.ReadRrsetsAsync(key, cancellationToken);
        return Results.Text(ZoneFileWriter.Write(key.Origin, rrsets), TextBody.MasterFile, System.Text.Encoding.UTF8);
    }

    private static async Task<IResult> ReplaceAsync(
        [AsParameters] ZoneRoute zone, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
    {
        if (!TextBody.IsMasterFile(context.Request))
        {
            return Problems.OfStatus(415, "Send a master file as text/dns.");
        }

        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is null)
        {
            return conditions.IfMatch is null ? zone.NotFound() : Problems.PreconditionFailed();
        }

        var draft = ZoneDraft.FromFile(key.Origin, await TextBody.ReadAsync(context), "$");
        if (draft.Errors.Count > 0)
        {
            return Problems.Invalid(draft.Errors);
        }

        var step = new ZoneReplaceStep(zones, key, draft, conditions.IfMatch);
        var (_, applied) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        var result = step.Result!;
        return applied.IsRefusedByWarnings ? Problems.Invalid(applied.Warnings.Select(warning => new FieldError("$", warning.Message))) : result.Status switch
        {
            WriteStatus.ReadOnly => zone.ReadOnly(),
            WriteStatus.Conflict => Problems.Invalid(result.Problems.Select(p => new FieldError("$", $"{p.Owner} {p.Type}: {p.Message}"))),
            WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged when await zones.FindAsync(key, cancellationToken) is { } stored =>
                stored.Select(ZoneContracts.ToZone).ToResult(context),
            WriteStatus.PreconditionFailed => Problems.PreconditionFailed(),
            _ => zone.NotFound(),
        };
    }
}
