using System.Buffers.Binary;
using Waypost.Dns.Names;

namespace Waypost.Dns.ZoneFiles;

/// <summary>One record that a journal takes away or adds.</summary>
/// <param name="Adds">Whether it is added.</param>
internal readonly record struct JournalledRecord(bool Adds, DnsName Owner, ushort Type, uint Ttl, byte[] Rdata);

/// <summary>
/// Reads the journal files (<c>.jnl</c>) that named keeps of updates and incremental transfers, in the forms of BIND 9.16 and later
/// (";BIND LOG V9.2") and before ("V9").
/// </summary>
public static class BindJournal
{
    private const int HeaderLength = 64;
    private const int MaxTransaction = 1 << 28;
    private const ushort SoaType = 6;

    /// <summary>What rolling a zone forward came to.</summary>
    public enum Outcome
    {
        /// <summary>The zone has the journal's last version already, or the journal is empty.</summary>
        UpToDate,

        /// <summary>The zone was rolled forward.</summary>
        RolledForward,

        /// <summary>The journal does not have the zone's serial: named does not load such a zone.</summary>
        OutOfSync,

        /// <summary>The file is no journal, or is cut off.</summary>
        Malformed,
    }

    /// <summary>BIND's message of an outcome that keeps the zone from being loaded; null for the others.</summary>
    public static string? Describe(Outcome outcome) => outcome switch
    {
        Outcome.OutOfSync => "journal rollforward failed: journal out of sync with zone",
        Outcome.Malformed => "journal open failed: no more",
        _ => null,
    };

    /// <summary>The transactions after a serial, one after another; <see cref="Outcome.RolledForward"/> when there are any.</summary>
    internal static Outcome Read(Stream journal, uint serial, List<JournalledRecord> records)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        if (!TryRead(journal, header) || !header.StartsWith(";BIND LOG V9"u8))
        {
            return Outcome.Malformed;
        }
        var counted = header.StartsWith(";BIND LOG V9.2\n"u8);
        var (begin, end) = (Position.Read(header[16..]), Position.Read(header[24..]));
        if (begin.Offset == end.Offset || serial == end.Serial)
        {
            return Outcome.UpToDate;
        }
        if (begin.Offset < HeaderLength || end.Offset < begin.Offset || end.Offset > journal.Length)
        {
            return Outcome.Malformed;
        }
        journal.Position = begin.Offset;
        var (found, current) = (false, begin.Serial);
        Span<byte> transaction = stackalloc byte[counted ? 16 : 12];
        while (journal.Position < end.Offset)
        {
            if (!TryRead(journal, transaction))
            {
                return Outcome.Malformed;
            }
            var size = BinaryPrimitives.ReadUInt32BigEndian(transaction);
            var (from, to) = (BinaryPrimitives.ReadUInt32BigEndian(transaction[^8..]), BinaryPrimitives.ReadUInt32BigEndian(transaction[^4..]));
            if (from != current || size > MaxTransaction || size > end.Offset - journal.Position)
            {
                return Outcome.Malformed;
            }
            current = to;
            found |= from == serial;
            if (!found)
            {
                journal.Position += size;
                continue;
            }
            var data = new byte[size];
            if (!TryRead(journal, data) || !TryReadRecords(data, records))
            {
                return Outcome.Malformed;
            }
        }
        return found ? Outcome.RolledForward : Outcome.OutOfSync;
    }

    // The SOA of the version before, what goes, the SOA of the version after, what comes (RFC 1995 section 4).
    private static bool TryReadRecords(ReadOnlySpan<byte> data, List<JournalledRecord> records)
    {
        var soas = 0;
        while (!data.IsEmpty)
        {
            if (data.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(data) is var size && size > data.Length - 4)
            {
                return false;
            }
            var record = data.Slice(4, (int)size);
            data = data[(4 + (int)size)..];
            if (WireName.Length(record) is not (> 0 and var ownerLength) || record.Length < ownerLength + 10)
            {
                return false;
            }
            var fields = record[ownerLength..];
            var type = BinaryPrimitives.ReadUInt16BigEndian(fields);
            if (BinaryPrimitives.ReadUInt16BigEndian(fields[8..]) != fields.Length - 10)
            {
                return false;
            }
            soas += type == SoaType ? 1 : 0;
            if (soas is 0 or > 2)
            {
                return false;
            }
            records.Add(new JournalledRecord(soas == 2, DnsName.FromWire(record[..ownerLength])!, type, BinaryPrimitives.ReadUInt32BigEndian(fields[4..]), fields[10..].ToArray()));
        }
        return soas == 2;
    }

    private static bool TryRead(Stream input, Span<byte> bytes) => input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;

    private readonly record struct Position(uint Serial, uint Offset)
    {
        public static Position Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]));
    }
}
