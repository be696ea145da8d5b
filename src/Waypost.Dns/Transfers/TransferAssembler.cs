using Waypost.Dns.Zones;

namespace Waypost.Dns.Transfers;

/// <summary>
/// Puts the messages of an AXFR (RFC 5936) or IXFR (RFC 1995) response together. It reads bytes and knows no socket; what it made
/// is there only after the last message, so that a broken transfer touches nothing that is served. TSIG is the caller's.
/// </summary>
public sealed class TransferAssembler(TransferRequest request, TransferLimits limits)
{
    private readonly RrsetAssembly _zone = new();
    private readonly DeltaAssembly _deltas = new();
    private State _state = State.First;
    private bool _started;
    private SoaFields? _last;
    private long _records;
    private long _bytes;

    private enum State
    {
        /// <summary>The SOA of the primary's version comes first.</summary>
        First,

        /// <summary>The second record of an IXFR response tells what kind it is.</summary>
        Second,

        /// <summary>Records of the whole zone, until the SOA comes again.</summary>
        Zone,

        /// <summary>Difference sequences, until the SOA comes again in place of a next one.</summary>
        Deltas,

        Done,
        Refused,
    }

    /// <summary>What was transferred, once complete.</summary>
    public TransferOutcome? Outcome { get; private set; }

    /// <summary>Why the transfer was refused.</summary>
    public TransferRefusal? Refusal { get; private set; }

    /// <summary>Records outside of the zone, which are not taken.</summary>
    public long IgnoredRecords { get; private set; }

    /// <summary>Bytes of all messages so far.</summary>
    public long Bytes => _bytes;

    /// <summary>Takes the next message. After <see cref="TransferProgress.Refused"/> no other is taken.</summary>
    public TransferProgress Feed(ReadOnlySpan<byte> message)
    {
        if (_state == State.Done)
        {
            return Refuse("there is more after the end of the transfer");
        }
        if (_state == State.Refused)
        {
            return TransferProgress.Refused;
        }
        _bytes += message.Length;
        if (_bytes > limits.MaxBytes)
        {
            return Refuse($"the transfer is longer than {limits.MaxBytes} bytes");
        }
        if (TransferMessage.Check(message, request, first: !_started, out var answers) is { } refusal)
        {
            return Refuse(refusal);
        }
        _started = true;
        if (answers.Count == 0)
        {
            return request.Datagram && (message[2] & 2) != 0 ? NeedsTcp() : Refuse("a message of the transfer has no records");
        }
        var reader = new RecordReader(message, answers.Position, request.Origin);
        for (var i = 0; i < answers.Count; i++)
        {
            if (++_records > limits.MaxRecords)
            {
                return Refuse($"the transfer has more than {limits.MaxRecords} records");
            }
            if (!reader.TryRead(out var record, out var place))
            {
                return Refuse(reader.Error!);
            }
            if (Take(record, place) is { } error)
            {
                return Refuse(error);
            }
        }
        return AfterMessage();
    }

    // Answers what is wrong with the record, or null.
    private string? Take(in TransferRecord record, OwnerPlace place)
    {
        if (_state == State.Done)
        {
            return "there is more after the end of the transfer";
        }
        if (place == OwnerPlace.Outside)
        {
            if (_state is State.First)
            {
                return $"the transfer begins with {record.Owner} {record.Type}, which is not in the zone";
            }
            IgnoredRecords++;
            return null;
        }
        SoaFields? soa = null;
        if (record.Type == "SOA" && (place != OwnerPlace.Apex || !SoaFields.TryRead(record.Owner, record.Ttl, record.Rdata, out soa)))
        {
            return $"there is an SOA record at {record.Owner}, which is not the zone's name";
        }
        switch (_state)
        {
            case State.First:
                return TakeFirst(soa, record);
            case State.Second:
                return TakeSecond(soa, record);
            case State.Zone:
                return TakeOfZone(soa, record);
            default:
                var error = _deltas.Take(soa, record, _last!);
                _state = _deltas.IsComplete ? State.Done : _state;
                return error;
        }
    }

    private string? TakeFirst(SoaFields? soa, in TransferRecord record)
    {
        if (soa is null)
        {
            return $"the transfer begins with {record.Type}, not with the zone's SOA";
        }
        _last = soa;
        _state = request.Incremental ? State.Second : State.Zone;
        // A version that is not newer ends an IXFR with this record; AfterMessage sees to it.
        return request.Current is { } current && soa.Serial != current.Serial && !SoaSerial.IsNewer(soa.Serial, current.Serial)
            ? $"the primary's serial {soa.Serial} is older than {current.Serial}, which is served"
            : null;
    }

    private string? TakeSecond(SoaFields? soa, in TransferRecord record)
    {
        if (soa is not null && soa.Serial != _last!.Serial)
        {
            if (soa.Serial != request.Current!.Serial)
            {
                return $"the changes start from the serial {soa.Serial}, not from {request.Current.Serial} as asked";
            }
            _state = State.Deltas;
            return _deltas.Take(soa, record, _last);
        }
        _state = State.Zone;
        return TakeOfZone(soa, record);
    }

    private string? TakeOfZone(SoaFields? soa, in TransferRecord record)
    {
        if (soa is null)
        {
            _zone.Add(record);
            return null;
        }
        if (!string.Equals(soa.Rdata, _last!.Rdata, StringComparison.OrdinalIgnoreCase))
        {
            return $"the transfer began with the serial {_last.Serial} and ends with another SOA, of the serial {soa.Serial}";
        }
        _zone.Add(record);
        _state = State.Done;
        return null;
    }

    private TransferProgress AfterMessage()
    {
        if (_state == State.Second && request.Current!.Serial == _last!.Serial)
        {
            return Complete(new ZoneIsCurrent(_last));
        }
        if (_state == State.Done)
        {
            return _deltas.IsComplete
                ? Complete(new ZoneDeltas(_last!, _deltas.Deltas))
                : CompleteZone();
        }
        return request.Datagram ? NeedsTcp() : TransferProgress.More;
    }

    private TransferProgress CompleteZone()
    {
        if (request.Current?.Serial == _last!.Serial)
        {
            return Complete(new ZoneIsCurrent(_last));
        }
        return Complete(new WholeZone(_last, _zone.ToRrsets(), _zone.RecordCount));
    }

    private TransferProgress NeedsTcp() => Complete(new TransferNeedsTcp(_last ?? request.Current!));

    private TransferProgress Complete(TransferOutcome outcome)
    {
        (_state, Outcome) = (State.Done, outcome);
        return TransferProgress.Complete;
    }

    private TransferProgress Refuse(string reason) => Refuse(new TransferRefusal(reason, _state == State.Deltas));

    private TransferProgress Refuse(TransferRefusal refusal)
    {
        (_state, Refusal, Outcome) = (State.Refused, refusal, null);
        return TransferProgress.Refused;
    }
}
