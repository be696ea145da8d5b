using System.Text.Json.Nodes;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Changesets;

/// <summary>Takes back the creation, the deletion or other settings of a zone.</summary>
public sealed class ZoneUndoStep(ZoneRepository zones, ZoneKey zone, UndoRequest undo, ChangeBody bodies, DnsConfigurationHolder configuration, TimeProvider time) : IChangeStep
{
    private static readonly WriteConditions Any = new(null, false);

    public string Path => undo.Path;

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(zone, cancellationToken);
        var current = await zones.FindAsync(zone, cancellationToken) is { } stored ? ZoneContracts.ToZone(stored.Value) : null;
        if (undo.After is null)
        {
            return current is not null ? undo.ChangedSince(current) : await PutAsync(context, index, cancellationToken);
        }

        var left = bodies.Project<Zone>(undo.After.Value)!;
        if (current is null || !SameSettings(current, left) || (undo.Before is null && current.Serial != (undo.LastSerial ?? left.Serial)))
        {
            return undo.ChangedSince(current);
        }

        if (undo.Before is not { } before)
        {
            return await new ZoneDeleteStep(zones, zone, null, mustBeAbsent: false, isAlone: false).RunAsync(context, index, cancellationToken);
        }

        var was = bodies.Project<Zone>(before)!;
        var draft = ZoneSettingsDraft.Of(zone, was.Kind, was.Settings, configuration.Current);
        return draft.Errors.Count > 0 ? StepOutcome.Invalid(draft.Errors) : await new ZoneSettingsStep(zones, zone, draft, null).RunAsync(context, index, cancellationToken);
    }

    private async Task<StepOutcome?> PutAsync(ChangeContext context, int index, CancellationToken cancellationToken) =>
        bodies.Project<ZoneCreate>(undo.Before!.Value) is { } create
            ? await new ZonePutStep(zones, zone, create, Any, configuration, time).RunAsync(context, index, cancellationToken)
            : null;

    private static bool SameSettings(Zone left, Zone right) =>
        left.Kind == right.Kind && JsonNode.DeepEquals(ToNode(left.Settings), ToNode(right.Settings));

    private static JsonNode? ToNode(Client.ZoneSettings? settings) => settings is null ? null : JsonNode.Parse(StepOutcome.ToElement(settings).GetRawText());
}
