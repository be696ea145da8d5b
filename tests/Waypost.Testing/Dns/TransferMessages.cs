using System.Globalization;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Transfers;
using Waypost.Dns.Wire;

namespace Waypost.Testing.Dns;

/// <summary>Messages as a primary for <c>example.</c> sends them, written from lines as <c>www.example. 60 A 192.0.2.1</c>.</summary>
public static class TransferMessages
{
    public const ushort Id = 4711;

    public static DnsName Origin { get; } = Name("example.");

    public static string Soa(uint serial) => string.Create(CultureInfo.InvariantCulture, $"example. 3600 SOA ns.example. host.example. {serial} 3600 600 86400 60");

    public static SoaFields SoaFields(uint serial)
    {
        return Waypost.Dns.Transfers.SoaFields.TryRead("example.", 3600, Soa(serial)["example. 3600 SOA ".Length..], out SoaFields? soa)
            ? soa
            : throw new FormatException("That is no SOA.");
    }

    public static TransferAssembler Axfr(uint? current = null, TransferLimits? limits = null) =>
        new(new TransferRequest(Origin, Id, current is { } serial ? SoaFields(serial) : null, Incremental: false), limits ?? TransferLimits.Default);

    public static TransferAssembler Ixfr(uint current, bool datagram = false) =>
        new(new TransferRequest(Origin, Id, SoaFields(current), Incremental: true, datagram), TransferLimits.Default);

    /// <summary>A message of a response.</summary>
    public static byte[] Write(ushort type, params string[] records) => Write(type, flags: 0x8400, Id, records);

    public static byte[] Write(ushort type, int flags, ushort id, params string[] records)
    {
        byte[] buffer = new byte[ushort.MaxValue];
        MessageWriter writer = new(buffer, buffer.Length);
        writer.TryWriteUInt16(id);
        writer.TryWriteUInt16(flags);
        writer.TryWriteUInt16(1);
        writer.TryWriteUInt16(records.Length);
        writer.TryWriteUInt16(0);
        writer.TryWriteUInt16(0);
        writer.TryWriteQuestionName(Origin.Wire);
        writer.TryWriteUInt16(type);
        writer.TryWriteUInt16(1);
        foreach (string record in records)
        {
            string[] words = record.Split(' ', 4);
            if (!RdataRegistry.TryFind(words[2], out RdataType? rdataType))
            {
                throw new FormatException($"{words[2]} is no type.");
            }

            RdataBuffer rdata = new();
            var (tokens, _, end) = RdataText.Split(words[3]);
            RdataTokens cursor = new(tokens, DnsName.Root, end);
            if (!rdataType.TryParse(ref cursor, rdata))
            {
                throw new FormatException(cursor.Error);
            }

            writer.TryWriteName(Name(words[0]).Wire);
            writer.TryWriteUInt16(rdataType.Code);
            writer.TryWriteUInt16(1);
            writer.TryWriteUInt16(0);
            writer.TryWriteUInt16(int.Parse(words[1], CultureInfo.InvariantCulture));
            int length = writer.Length;
            writer.TryWriteUInt16(0);
            // The owner is compressed by the writer; a name alone in the rdata is too, as real primaries do.
            if (rdataType.CompressibleNames == 1 && rdataType.NamesOffset == 0)
            {
                writer.TryWriteName(rdata.Written);
            }
            else
            {
                writer.TryWriteBytes(rdata.Written);
            }

            writer.Patch(length, writer.Length - length - 2);
        }

        return buffer[..writer.Length];
    }

    private static DnsName Name(string text) => DnsName.TryParse(text, DnsName.Root, out DnsName? name, out string? error) ? name : throw new FormatException(error);
}
