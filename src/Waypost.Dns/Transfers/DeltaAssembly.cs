using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>
/// The difference sequences of an IXFR response (RFC 1995 section 4): each is the old SOA, what goes, the new SOA, what comes.
/// Serials must rise from each to the next, up to the primary's: a sequence that goes back would go round for ever.
/// </summary>
internal sealed class DeltaAssembly
{
    private readonly List<TransferDelta> _deltas = [];
    private SoaFields? _before;
    private SoaFields? _after;
    private List<TransferRecord> _removed = [];
    private List<TransferRecord> _added = [];

    public IReadOnlyList<TransferDelta> Deltas => _deltas;

    public bool IsComplete { get; private set; }

    /// <summary>Takes the next record, whose SOA fields are there when it is the zone's SOA; answers what is wrong with it.</summary>
    public string? Take(SoaFields? soa, in TransferRecord record, SoaFields last)
    {
        if (soa is null)
        {
            (_after is null ? _removed : _added).Add(record);
            return null;
        }
        if (_before is null)
        {
            _before = soa;
            return null;
        }
        if (_after is null)
        {
            return StartAdding(soa, last);
        }
        _deltas.Add(new TransferDelta(_before, _removed, _after, _added));
        if (_after.Serial == last.Serial)
        {
            IsComplete = true;
            return string.Equals(soa.Rdata, last.Rdata, StringComparison.OrdinalIgnoreCase)
                ? null
                : $"the changes lead to the serial {last.Serial} and end with another SOA, of the serial {soa.Serial}";
        }
        if (soa.Serial != _after.Serial)
        {
            return $"after the changes up to {_after.Serial} come those from {soa.Serial}";
        }
        (_before, _after, _removed, _added) = (soa, null, [], []);
        return null;
    }

    private string? StartAdding(SoaFields soa, SoaFields last)
    {
        if (!SoaSerial.IsNewer(soa.Serial, _before!.Serial) || SoaSerial.IsNewer(soa.Serial, last.Serial))
        {
            return $"the changes lead from the serial {_before.Serial} to {soa.Serial}, which is not on the way to {last.Serial}";
        }
        _after = soa;
        return null;
    }
}
