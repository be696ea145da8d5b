using System.Text;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Transfers;

/// <summary>Where a record's owner is with regard to a zone.</summary>
internal enum OwnerPlace
{
    Outside,
    Below,
    Apex,
}

/// <summary>Reads the records of a message as text, names decompressed (RFC 1035 section 4.1.3).</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> message, int position, DnsName origin)
{
    private const ushort InternetClass = 1;

    private readonly ReadOnlySpan<byte> _message = message;
    private readonly DnsName _origin = origin;
    private WireReader _reader = new(message, compressed: true) { Position = position };

    /// <summary>What is wrong, after a method returned false.</summary>
    public string? Error { get; private set; }

    /// <summary>Reads the next record; false with <see cref="Error"/> when it is malformed or not of class IN.</summary>
    public bool TryRead(out TransferRecord record, out OwnerPlace place)
    {
        (record, place) = (default, OwnerPlace.Outside);
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        if (!_reader.TryReadName(owner, out var ownerLength)
            || !_reader.TryReadUInt16(out var code)
            || !_reader.TryReadUInt16(out var @class)
            || !_reader.TryReadUInt32(out var ttl)
            || !_reader.TryReadUInt16(out var dataLength)
            || _reader.Remaining < dataLength)
        {
            return Fail("a record is cut off or its owner is malformed");
        }
        place = !WireName.IsAtOrBelow(owner[..ownerLength], _origin.Wire) ? OwnerPlace.Outside
            : ownerLength == _origin.Wire.Length ? OwnerPlace.Apex
            : OwnerPlace.Below;
        var name = new StringBuilder(ownerLength);
        WireName.Format(owner[..ownerLength], name);
        if (@class != InternetClass || !RdataRegistry.IsData(code))
        {
            return Fail($"the record {name} of type {code} and class {@class} is none of a zone");
        }
        var type = RdataRegistry.Find(code);
        var end = _reader.Position + dataLength;
        // Pointers lead backwards only, so that the message up to the end of the rdata holds all that its names need.
        var rdata = new WireReader(_message[..end], compressed: true) { Position = _reader.Position };
        if (!type.TryFormat(ref rdata, out var text))
        {
            return Fail($"the rdata of {name} {type.Mnemonic} is malformed");
        }
        _reader.Position = end;
        // RFC 2181 section 8: a TTL with its highest bit set counts as zero.
        record = new TransferRecord(name.ToString(), type.Mnemonic, ttl > int.MaxValue ? 0 : ttl, text);
        return true;
    }

    private bool Fail(string error)
    {
        Error = error;
        return false;
    }
}
