using Waypost.Dns.Serving;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Gives a zone exactly these RRsets.</summary>
public sealed class ZoneReplaceStep(ZoneRepository zones, ZoneKey zone, ZoneDraft draft, string? ifMatch) : IChangeStep
{
    public ZoneWriteResult? Result { get; private set; }

    public string Path => $"{ZoneContracts.PathOf(zone)}/file{ZoneContracts.QueryOf(zone)}";

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        Result = await zones.ReplaceAsync(zone, draft.Rrsets, ifMatch, context.Actor, cancellationToken);
        ZoneRecordWrites.Record(context, zone, Result, _ => index);
        return StepOutcome.Of(Result.Status);
    }
}
