using Waypost.Api.Features.Zones;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>Takes back the change of an RRset, if the RRset is as the change left it.</summary>
public sealed class RrsetUndoStep(ZoneRepository zones, ZoneKey zone, RrsetChange change) : IChangeStep
{
    private readonly ZoneRrset _rrset = change.After ?? change.Before!;

    public string Path => ZoneRecordWrites.PathOf(zone, _rrset);

    public async Task<StepOutcome?> RunAsync(ChangeContext context, int index, CancellationToken cancellationToken)
    {
        var current = (await zones.FindRrsetAsync(zone, _rrset.Owner, _rrset.Type, cancellationToken))?.Value;
        if (!IsAsLeft(current))
        {
            var now = current is null ? "it has been deleted" : $"it is now {current.Ttl} {string.Join(", ", current.Rdata)}";
            return StepOutcome.Failed(WriteStatus.Conflict, $"{Path} is not as the changeset left it: {now}.");
        }

        var write = new RrsetWrite(_rrset.Owner, _rrset.Type, change.Before, null, false);
        context.Batch(zone, () => new RrsetBatch(zones, zone)).Add(index, write);
        return null;
    }

    // The serial goes on with every write.
    private bool IsAsLeft(ZoneRrset? current) =>
        current is null || change.After is not { } left ? current is null && change.After is null
        : current.Type == "SOA" ? SoaSerial.Write(current, 0).Rdata.SequenceEqual(SoaSerial.Write(left, 0).Rdata, StringComparer.Ordinal)
        : current.Ttl == left.Ttl && current.Rdata.SequenceEqual(left.Rdata, StringComparer.Ordinal);
}
