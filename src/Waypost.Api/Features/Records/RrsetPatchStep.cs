using Waypost.Api.Features.Zones;
using Waypost.Dns.Serving;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>Many writes of one zone as one operation, the bulk form of its endpoint.</summary>
public sealed class RrsetPatchStep(ZoneRepository zones, ZoneKey zone, IReadOnlyList<RrsetWrite> writes) : IChangeStep
{
    /// <summary>What the write came to.</summary>
    public ZoneWriteResult? Result { get; private set; }

    public string Path => $"{ZoneContracts.PathOf(zone)}/rrsets{ZoneContracts.QueryOf(zone)}";

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        Result = await ZoneRecordWrites.ApplyAsync(context, zones, zone, writes, _ => index, cancellationToken);
        return StepOutcome.Of(Result.Status);
    }
}
