using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Kind and settings of a zone.</summary>
public static class ZoneSettingsEndpoints
{
    public static void MapZoneSettings(this IEndpointRouteBuilder group) =>
        group.MapPatch("/zones/{zone}", PatchAsync)
            .Accepts<ZonePatch>("application/json", MergePatch<ZonePatch>.MediaType)
            .Describe("patchZone", "Changes kind and settings of a zone: members that are null are set no longer. When it answers, they are in force.", 404, 412, 413, 415, 422)
            .Produces<Zone>();

    private static async Task<IResult> PatchAsync(
        [AsParameters] ZoneRoute zone, MergePatch<ZonePatch> patch, WriteConditions conditions, ZoneRepository zones, ChangeRunner changes, DnsConfigurationHolder configuration,
        HttpContext context, CancellationToken cancellationToken)
    {
        if (zone.Key is not { } key || await zones.FindAsync(key, cancellationToken) is not { Value: { } before } found)
        {
            return zone.NotFound();
        }

        var after = StatementContracts.Merge<ZonePatch>(new ZonePatch(ZoneKinds.Write(before.Kind), StatementContracts.To<ZoneSettings?>(before.Settings)), patch.Body);
        var settings = ZoneSettingsDraft.Of(key, after.Kind ?? ZoneKinds.Write(before.Kind), after.Settings, configuration.Current);
        if (settings.Errors.Count > 0)
        {
            return Problems.Invalid(settings.Errors);
        }

        // What was merged is what was read: another write in between must not be lost.
        var step = new ZoneSettingsStep(zones, key, settings, conditions.IfMatch ?? found.ETag);
        var (outcome, result) = await changes.RunAsync(step, conditions.Options(context), cancellationToken);
        return outcome switch
        {
            { IsApplied: true, After: Client.Zone item } => new Stored<Client.Zone>(item, outcome.ETag!).ToResult(context),
            { Status: WriteStatus.PreconditionFailed } when conditions.IfMatch is null => Problems.Conflict($"The zone \"{zone.Name}\" has changed meanwhile; try again."),
            _ => SingleChange.ToProblem(outcome, result, "zone", zone.Name),
        };
    }
}
