using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Waypost.Benchmarks.Updates;

/// <summary>RFC 2136 messages that add A records of names that were not there.</summary>
internal static class UpdateMessageBytes
{
    private const int ZonePointer = 0xC00C;

    /// <summary>A message behind its length, as TCP carries it.</summary>
    public static byte[] Of(string zone, long firstName, int records)
    {
        using var bytes = new MemoryStream();
        bytes.Write([0, 0, 0, 1, 0x28, 0, 0, 1, 0, 0, (byte)(records >> 8), (byte)records, 0, 0]);
        foreach (var label in zone.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            WriteLabel(bytes, label);
        }
        bytes.Write([0, 0, 6, 0, 1]);
        Span<byte> rest = stackalloc byte[16];
        for (var i = 0; i < records; i++)
        {
            var number = firstName + i;
            WriteLabel(bytes, "u" + number.ToString(CultureInfo.InvariantCulture));
            BinaryPrimitives.WriteUInt16BigEndian(rest, ZonePointer);
            ReadOnlySpan<byte> fixedPart = [0, 1, 0, 1, 0, 0, 1, 44, 0, 4];
            fixedPart.CopyTo(rest[2..]);
            BinaryPrimitives.WriteUInt32BigEndian(rest[12..], 0x0A000000 | (uint)(number & 0xFFFFFF));
            bytes.Write(rest);
        }
        var message = bytes.ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(message, (ushort)(message.Length - 2));
        return message;
    }

    private static void WriteLabel(MemoryStream bytes, string label)
    {
        bytes.WriteByte((byte)label.Length);
        bytes.Write(Encoding.ASCII.GetBytes(label));
    }
}
