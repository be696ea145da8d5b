using System.Buffers.Binary;
using System.Text;

namespace Waypost.Dns.Rndc;

/// <summary>
/// The bytes of a table: for each entry the length of its name (one byte), the name, the kind of its value (one byte), the
/// value's length (four bytes, most significant first) and the value. This is what BIND 9's rndc sends and expects.
/// </summary>
internal static class RndcWire
{
    private const byte Binary = 1;
    private const byte Table = 2;
    private const byte List = 3;
    private const int MaxDepth = 4;
    private const int MaxEntries = 64;

    public static void Write(RndcTable table, List<byte> output)
    {
        foreach (var (name, value) in table.Entries)
        {
            WriteName(name, output);
            if (value is byte[] bytes)
            {
                WriteLength(Binary, bytes.Length, output);
                output.AddRange(bytes);
            }
            else
            {
                var nested = new List<byte>();
                Write((RndcTable)value, nested);
                WriteLength(Table, nested.Count, output);
                output.AddRange(nested);
            }
        }
    }

    /// <summary>Reads a whole table; false when the bytes are no table, or more than anybody needs.</summary>
    public static bool TryRead(ReadOnlySpan<byte> input, out RndcTable table) => TryRead(input, MaxDepth, out table);

    /// <summary>Where the first entry ends; 0 when there is none.</summary>
    public static int FirstEntryLength(ReadOnlySpan<byte> input) => TryReadEntry(input, out _, out _, out _, out var consumed) ? consumed : 0;

    private static bool TryRead(ReadOnlySpan<byte> input, int depth, out RndcTable table)
    {
        table = new RndcTable();
        while (!input.IsEmpty)
        {
            if (depth == 0 || table.Entries.Count == MaxEntries || !TryReadEntry(input, out var name, out var kind, out var value, out var consumed))
            {
                return false;
            }
            switch (kind)
            {
                case Table when TryRead(value, depth - 1, out var nested):
                    table.Add(name, nested);
                    break;
                case Binary:
                    table.Add(name, value.ToArray());
                    break;
                case List:
                    // Nothing of the protocol is a list; what is signed may carry one.
                    break;
                default:
                    return false;
            }
            input = input[consumed..];
        }
        return true;
    }

    private static bool TryReadEntry(ReadOnlySpan<byte> input, out string name, out byte kind, out ReadOnlySpan<byte> value, out int consumed)
    {
        (name, kind, consumed) = ("", 0, 0);
        value = default;
        if (input.IsEmpty || input.Length < 1 + input[0] + 5)
        {
            return false;
        }
        var nameLength = input[0];
        name = Encoding.Latin1.GetString(input.Slice(1, nameLength));
        kind = input[1 + nameLength];
        var length = BinaryPrimitives.ReadUInt32BigEndian(input[(2 + nameLength)..]);
        var start = 6 + nameLength;
        if (length > input.Length - start)
        {
            return false;
        }
        value = input.Slice(start, (int)length);
        consumed = start + (int)length;
        return true;
    }

    private static void WriteName(string name, List<byte> output)
    {
        output.Add((byte)name.Length);
        output.AddRange(Encoding.ASCII.GetBytes(name));
    }

    private static void WriteLength(byte kind, int length, List<byte> output)
    {
        output.Add(kind);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        output.AddRange(bytes);
    }
}
