using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Creates a zone.</summary>
public sealed class ZoneCreateStep(ZoneRepository zones, ZoneCreation creation) : IChangeStep
{
    public string Path => ZoneContracts.PathOf(creation.Key) + ZoneContracts.QueryOf(creation.Key);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(creation.Key, cancellationToken);
        var result = await zones.CreateAsync(creation, context.Actor, cancellationToken);
        return result is { Status: WriteStatus.Created, Stored: { } stored }
            ? new StepOutcome(WriteStatus.Created, null, ZoneContracts.ToZone(stored.Value), stored.ETag, [])
            : StepOutcome.Failed(result.Status, "The zone exists already.");
    }
}

/// <summary>Gives a zone other kind and settings.</summary>
public sealed class ZoneSettingsStep(ZoneRepository zones, ZoneKey zone, ZoneSettingsDraft draft, string? ifMatch) : IChangeStep
{
    public string Path => ZoneContracts.PathOf(zone) + ZoneContracts.QueryOf(zone);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(zone, cancellationToken);
        var before = await zones.FindAsync(zone, cancellationToken);
        var result = await zones.ChangeAsync(zone, draft.Kind, draft.Settings, ifMatch, context.Actor, cancellationToken);
        return result is { Status: WriteStatus.Updated or WriteStatus.Unchanged, Stored: { } stored }
            ? new StepOutcome(result.Status, ToZone(before), ZoneContracts.ToZone(stored.Value), stored.ETag, [])
            : StepOutcome.Failed(result.Status);
    }

    private static Zone? ToZone(Stored<ZoneRow>? row) => row is null ? null : ZoneContracts.ToZone(row.Value);
}

/// <summary>Deletes a zone. What was before is what it can be made from again.</summary>
public sealed class ZoneDeleteStep(ZoneRepository zones, ZoneKey zone, string? ifMatch, bool mustBeAbsent, bool isAlone) : IChangeStep
{
    public string Path => ZoneContracts.PathOf(zone) + ZoneContracts.QueryOf(zone);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        await context.FlushAsync(zone, cancellationToken);
        if (await zones.FindAsync(zone, cancellationToken) is not { } before)
        {
            return ifMatch is not null ? StepOutcome.Failed(WriteStatus.PreconditionFailed)
                : isAlone ? StepOutcome.Failed(WriteStatus.NotFound)
                : StepOutcome.Of(WriteStatus.Unchanged);
        }

        if (mustBeAbsent)
        {
            return StepOutcome.Failed(WriteStatus.PreconditionFailed);
        }

        var creation = await ZoneCreations.OfAsync(zones, before.Value, cancellationToken);
        var status = await zones.DeleteAsync(zone, ifMatch, context.Actor, cancellationToken);
        return status == WriteStatus.Deleted ? new StepOutcome(status, creation, null, null, []) : StepOutcome.Failed(status);
    }
}
