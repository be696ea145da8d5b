using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>The versions of a zone: list, read, compare, restore.</summary>
public static class ZoneHistoryEndpoints
{
    public static void MapZoneHistory(this IEndpointRouteBuilder group)
    {
        group.MapGet("/zones/{zone}/versions", ListAsync).Describe("listZoneVersions", "Lists the versions of a zone, newest first.", 404).Produces<Page<ZoneVersion>>();
        group.MapGet("/zones/{zone}/versions/{serial}", GetAsync)
            .Describe("getZoneVersion", "Reads a version of a zone: as JSON, or as a master file for Accept: text/dns.", 404)
            .Produces<ZoneVersionContent>(200, "application/json", TextBody.MasterFile);
        group.MapGet("/zones/{zone}/versions/{from}/diff/{to}", DiffAsync)
            .Describe("diffZoneVersions", "Compares two versions of a zone, in either direction: as JSON, or line by line for Accept: text/plain.", 404)
            .Produces<ZoneDiff>(200, "application/json", "text/plain");
        group.MapPost("/zones/{zone}:restore", RestoreAsync)
            .Describe("restoreZone", "Gives a zone the records of a version again, with a new serial.", 404, 409, 412, 413, 415, 422)
            .Produces<ZoneDiff>();
    }

    private static async Task<IResult> ListAsync([AsParameters] ZoneRoute zone, Paging paging, ZoneHistory history, CancellationToken cancellationToken)
    {
        var before = long.MaxValue;
        if (paging.After is { } cursor && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Problems.Malformed("The parameter cursor must be the \"next\" of an earlier page.");
        }

        return zone.Key is { } key && await history.ListAsync(key, before, paging.Limit + 1, cancellationToken) is { } rows
            ? Results.Ok(paging.ToPage(rows, row => new ZoneVersion(row.Serial, row.At, row.FromSerial, row.Actor, row.Changes), row => row.Id.ToString(CultureInfo.InvariantCulture)))
            : zone.NotFound();
    }

    private static async Task<IResult> GetAsync([AsParameters] ZoneRoute zone, uint serial, ZoneHistory history, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await history.ReadVersionAsync(key, serial, cancellationToken) is not { } rrsets)
        {
            return Missing(zone, serial);
        }

        return Accepts(context, TextBody.MasterFile)
            ? Results.Text(ZoneFileWriter.Write(key.Origin, rrsets), TextBody.MasterFile, Encoding.UTF8)
            : Results.Ok(new ZoneVersionContent(ZoneContracts.ToName(key.Origin), serial, [.. rrsets.Select(rrset => ZoneContracts.ToRrset(key.Origin, rrset))]));
    }

    private static async Task<IResult> DiffAsync([AsParameters] ZoneRoute zone, uint from, uint to, ZoneHistory history, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await history.ReadChangesAsync(key, from, to, cancellationToken) is not { } changes)
        {
            return Missing(zone, from, to);
        }

        var diff = ToDiff(key, from, to, changes);
        return Accepts(context, "text/plain") ? Results.Text(Lines(diff), "text/plain", Encoding.UTF8) : Results.Ok(diff);
    }

    private static async Task<IResult> RestoreAsync(
        [AsParameters] ZoneRoute zone, ZoneRestore body, WriteConditions conditions, ZoneRepository zones, ZoneHistory history, ChangeRunner changes, HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || body.Serial is < 0 or > uint.MaxValue || await history.ReadVersionAsync(key, (uint)body.Serial, cancellationToken) is not { } rrsets)
        {
            return Missing(zone, body.Serial);
        }

        var step = new ZoneReplaceStep(zones, key, new ZoneDraft(rrsets, []), conditions.IfMatch);
        var options = conditions.Options(context) with { IsDryRun = body.DryRun, Note = string.Create(CultureInfo.InvariantCulture, $"Restores version {body.Serial}.") };
        var (outcome, applied) = await changes.RunAsync(step, options, cancellationToken);
        var result = step.Result!;
        return outcome.Status == WriteStatus.ReadOnly ? zone.ReadOnly()
            : !outcome.IsApplied || applied.IsRefusedByWarnings ? SingleChange.ToProblem(outcome, applied, "zone", zone.Name)
            : Results.Ok(ToDiff(key, result.FromSerial, result.Serial, result.Changes));
    }

    private static ZoneDiff ToDiff(ZoneKey key, uint from, uint to, IReadOnlyList<RrsetChange> changes) => new(
        ZoneContracts.ToName(key.Origin), from, to, [.. changes.Select(change => ToDifference(key, change)).OrderBy(change => change.Owner == "@" ? "" : change.Owner, StringComparer.Ordinal).ThenBy(change => change.Type, StringComparer.Ordinal)]);

    private static RrsetDifference ToDifference(ZoneKey key, RrsetChange change)
    {
        var rrset = change.After ?? change.Before!;
        return new(
            change.Before is null ? "created" : change.After is null ? "deleted" : "updated",
            RrsetNormalizer.RelativeOwner(key.Origin, rrset.Owner),
            rrset.Type,
            change.Before is null ? null : ZoneContracts.ToRrset(key.Origin, change.Before),
            change.After is null ? null : ZoneContracts.ToRrset(key.Origin, change.After));
    }

    // One line a record, as diff writes them.
    private static string Lines(ZoneDiff diff)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"--- {diff.Zone} {diff.From}\n+++ {diff.Zone} {diff.To}\n");
        foreach (var change in diff.Changes)
        {
            var (before, after) = (Records(change.Before), Records(change.After));
            foreach (var line in before.Except(after, StringComparer.Ordinal))
            {
                text.Append('-').Append(line).Append('\n');
            }

            foreach (var line in after.Except(before, StringComparer.Ordinal))
            {
                text.Append('+').Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IReadOnlyList<string> Records(Rrset? rrset) =>
        rrset is null ? [] : [.. rrset.Records.Select(record => string.Create(CultureInfo.InvariantCulture, $"{rrset.Owner} {rrset.Ttl} IN {rrset.Type} {record}"))];

    private static bool Accepts(HttpContext context, string mediaType) =>
        MediaTypeHeaderValue.TryParseList(context.Request.Headers.Accept, out var types) && types.Any(type => type.MediaType.Equals(mediaType, StringComparison.OrdinalIgnoreCase));

    private static IResult Missing(ZoneRoute zone, params long[] serials) => zone.Key is null
        ? zone.NotFound()
        : Problems.NotFound("version of the zone \"" + zone.Name + "\" with the serial", string.Join("\" or \"", serials.Select(serial => serial.ToString(CultureInfo.InvariantCulture))));
}
