using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;

namespace Waypost.Dns.ZoneFiles;

/// <summary>BIND's binary form of zones (<c>raw</c>): a header, then one block an RRset. named-checkzone -f and -F read and write it.</summary>
public static class RawZoneFile
{
    private const uint Format = 2;
    private const uint HasSourceSerial = 1;
    private const ushort RrsigType = 46;
    private const int RrsetHeaderLength = 20;
    private const int MaxBlockLength = 1 << 26;

    /// <summary>Writes a zone in canonical order; version 0 leaves out what 1 says of the serial of its source.</summary>
    public static void Write(ZoneContents contents, ushort recordClass, int version, uint? sourceSerial, TimeProvider time, Stream output)
    {
        Span<byte> header = stackalloc byte[24];
        BinaryPrimitives.WriteUInt32BigEndian(header, Format);
        BinaryPrimitives.WriteUInt32BigEndian(header[4..], (uint)version);
        BinaryPrimitives.WriteUInt32BigEndian(header[8..], (uint)time.GetUtcNow().ToUnixTimeSeconds());
        BinaryPrimitives.WriteUInt32BigEndian(header[12..], sourceSerial is null ? 0 : HasSourceSerial);
        BinaryPrimitives.WriteUInt32BigEndian(header[16..], sourceSerial ?? 0);
        output.Write(header[..(version == 0 ? 12 : 24)]);
        var block = new RdataBuffer();
        Span<byte> length = stackalloc byte[4];
        foreach (var name in ContentsOrder.Names(contents))
        {
            foreach (var rrset in ContentsOrder.Rrsets(contents, name))
            {
                foreach (var group in ContentsOrder.Records(contents, rrset).GroupBy(record => Covered(contents, rrset, record)))
                {
                    block.Clear();
                    FillBlock(contents, rrset, recordClass, group.Key, [.. group], block);
                    BinaryPrimitives.WriteUInt32BigEndian(length, (uint)block.Written.Length + 4);
                    output.Write(length);
                    output.Write(block.Written);
                }
            }
        }
    }

    /// <summary>Reads a zone into a sink; returns the message when the file is not what it says. Disposes the stream.</summary>
    public static string? Read(Stream stream, ZoneFileOptions options, IZoneFileSink sink)
    {
        using var input = stream;
        Span<byte> header = stackalloc byte[24];
        if (!TryRead(input, header[..12]) || BinaryPrimitives.ReadUInt32BigEndian(header) != Format
            || BinaryPrimitives.ReadUInt32BigEndian(header[4..]) > 1
            || (BinaryPrimitives.ReadUInt32BigEndian(header[4..]) == 1 && !TryRead(input, header[12..])))
        {
            return "not a raw zone file of version 0 or 1";
        }
        Span<byte> length = stackalloc byte[4];
        var buffer = new RdataBuffer();
        while (TryRead(input, length))
        {
            var count = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (count is < RrsetHeaderLength + 4 or > MaxBlockLength)
            {
                return "an RRset has no possible length";
            }
            var block = new byte[count - 4];
            if (!TryRead(input, block) || ReadBlock(block, options, sink, buffer) is { } error && error.Length > 0)
            {
                return "an RRset is malformed";
            }
        }
        return null;
    }

    // A block of signatures is of one type that they cover.
    private static ushort Covered(ZoneContents contents, int rrset, int record) =>
        contents.Type(rrset) == RrsigType ? BinaryPrimitives.ReadUInt16BigEndian(contents.Rdata(record)) : (ushort)0;

    private static void FillBlock(ZoneContents contents, int rrset, ushort recordClass, ushort covered, List<int> records, RdataBuffer block)
    {
        block.WriteUInt16(recordClass);
        block.WriteUInt16(contents.Type(rrset));
        block.WriteUInt16(covered);
        block.WriteUInt32(contents.Ttl(rrset));
        block.WriteUInt32((uint)records.Count);
        var owner = contents.Name(contents.Owner(rrset));
        block.WriteUInt16((ushort)owner.Length);
        block.WriteBytes(owner);
        foreach (var record in records)
        {
            block.WriteUInt16((ushort)contents.Rdata(record).Length);
            block.WriteBytes(contents.Rdata(record));
        }
    }

    private static string? ReadBlock(ReadOnlySpan<byte> block, ZoneFileOptions options, IZoneFileSink sink, RdataBuffer buffer)
    {
        var (recordClass, code) = (BinaryPrimitives.ReadUInt16BigEndian(block), BinaryPrimitives.ReadUInt16BigEndian(block[2..]));
        var (ttl, count) = (BinaryPrimitives.ReadUInt32BigEndian(block[6..]), BinaryPrimitives.ReadUInt32BigEndian(block[10..]));
        var nameLength = BinaryPrimitives.ReadUInt16BigEndian(block[14..]);
        var rest = block[16..];
        if (recordClass != options.Class || nameLength > rest.Length || WireName.Length(rest[..nameLength]) != nameLength)
        {
            return "owner";
        }
        var (owner, type) = (DnsName.FromWire(rest[..nameLength])!, RdataRegistry.Find(code));
        rest = rest[nameLength..];
        for (; count > 0; count--)
        {
            if (rest.Length < 2 || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && length > rest.Length - 2)
            {
                return "rdata";
            }
            // The generic form checks the bytes and finds the names in them.
            var (tokens, _, end) = RdataText.Split(RdataType.FormatGeneric(rest.Slice(2, length)));
            var cursor = new RdataTokens(tokens, null, end);
            buffer.Clear();
            if (!type.TryParse(ref cursor, buffer))
            {
                return cursor.Error;
            }
            if (sink.Add(new ZoneFileRecord(owner, type, ttl, buffer)) is { Warning: false } fault)
            {
                return fault.Message;
            }
            rest = rest[(2 + length)..];
        }
        return rest.IsEmpty ? null : "length";
    }

    private static bool TryRead(Stream input, Span<byte> bytes) => input.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length;
}
