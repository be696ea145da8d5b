using System.Buffers.Binary;
using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Tests.Differential;

/// <summary>A response as it is compared: sections as sorted sets in lower case, names in rdata without compression.</summary>
internal sealed record Observed(
    string Code, string Flags, string Question, IReadOnlyList<string> Answer, IReadOnlyList<string> Authority, IReadOnlyList<string> Additional, string Edns, int Length)
{
    private static readonly (int Bit, string Name)[] Bits =
        [(0x8000, "qr"), (0x0400, "aa"), (0x0200, "tc"), (0x0100, "rd"), (0x0080, "ra"), (0x0040, "z"), (0x0020, "ad"), (0x0010, "cd")];

    public static Observed Silence { get; } = new("silence", "", "", [], [], [], "", 0);

    public bool Truncated => Flags.Contains("tc", StringComparison.Ordinal);

    /// <summary>The answer in the order of the message.</summary>
    public IReadOnlyList<string> Ordered { get; init; } = [];

    /// <summary>How many more questions were asked for it.</summary>
    public int Hops { get; init; }

    /// <summary>How many records are in a section more than once.</summary>
    public int Repeated { get; private init; }

    /// <summary>Whether this refers to the servers below a cut.</summary>
    public bool IsReferral => Authority.Any(record => record.Split(' ')[3] == "2");

    public static Observed Read(ReadOnlySpan<byte> message)
    {
        if (message.IsEmpty)
        {
            return Silence;
        }
        Assert.True(MessageHeader.TryRead(message, out var header));
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        var question = "";
        for (var i = 0; i < header.QuestionCount; i++)
        {
            // The case of the question is part of it.
            question += Name(ref reader);
            Assert.True(reader.TryReadUInt16(out var type) & reader.TryReadUInt16(out var @class));
            question += $" {@class} {type};";
        }
        var edns = "";
        var answer = Section(ref reader, message, header.AnswerCount, ref edns);
        var authority = Section(ref reader, message, header.AuthorityCount, ref edns);
        var additional = Section(ref reader, message, header.AdditionalCount, ref edns);
        Assert.Equal(0, reader.Remaining);
        var extended = edns.Length == 0 ? 0 : int.Parse(edns.Split(' ')[0]) << 4;
        return new Observed(
            ((ResponseCode)(extended | (header.Flags & 15))).ToString(), Flag(header.Flags), question,
            Sorted(answer), Sorted(authority), Sorted(additional), edns, message.Length)
        {
            Ordered = answer,
            Repeated = new[] { answer, authority, additional }.Sum(section => section.Count - section.Distinct().Count()),
        };
    }

    /// <summary>Compares what must be the same, additional data aside.</summary>
    public bool Same(Observed other) =>
        Code == other.Code && Flags == other.Flags && Question == other.Question && Edns == other.Edns
        && Answer.SequenceEqual(other.Answer) && Authority.SequenceEqual(other.Authority) && Additional.SequenceEqual(other.Additional);

    private static List<string> Sorted(List<string> records) => [.. records.Distinct().Order(StringComparer.Ordinal)];

    private static string Flag(int flags) => string.Join(' ', Bits.Where(each => (flags & each.Bit) != 0).Select(each => each.Name));

    private static List<string> Section(ref WireReader reader, ReadOnlySpan<byte> message, int count, ref string edns)
    {
        var records = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var owner = Name(ref reader).ToLowerInvariant();
            Assert.True(reader.TryReadUInt16(out var type) & reader.TryReadUInt16(out var @class) & reader.TryReadUInt32(out var ttl) & reader.TryReadUInt16(out var length));
            var end = reader.Position + length;
            if (type == 41)
            {
                edns = $"{ttl >> 24} {(ttl >> 16) & 255} {ttl & 0xFFFF:x} {@class} {Convert.ToHexStringLower(message[reader.Position..end])}";
            }
            else
            {
                records.Add($"{owner} {ttl} {@class} {type} {Rdata(ref reader, type, end, message)}");
            }
            reader.Position = end;
        }
        return records;
    }

    private static string Rdata(ref WireReader reader, ushort type, int end, ReadOnlySpan<byte> message)
    {
        var (before, names) = type switch
        {
            2 or 3 or 4 or 5 or 7 or 8 or 9 or 12 or 39 => (0, 1),
            15 or 18 or 21 or 36 => (2, 1),
            33 => (6, 1),
            6 or 14 or 17 => (0, 2),
            _ => (0, 0),
        };
        if (names == 0 && type == 35)
        {
            // Knot DNS writes the name in NAPTR in lower case.
            return System.Text.Encoding.Latin1.GetString(message[reader.Position..end]).ToLowerInvariant();
        }
        if (names == 0)
        {
            return Convert.ToHexStringLower(message[reader.Position..end]);
        }
        var text = "";
        for (; before > 0; before -= 2)
        {
            text += BinaryPrimitives.ReadUInt16BigEndian(message[reader.Position..]) + " ";
            reader.Position += 2;
        }
        for (; names > 0; names--)
        {
            text += Name(ref reader).ToLowerInvariant() + " ";
        }
        return text + Convert.ToHexStringLower(message[reader.Position..end]);
    }

    private static string Name(ref WireReader reader)
    {
        var name = new byte[255];
        Assert.True(reader.TryReadName(name, out var length));
        return DnsName.FromWire(name.AsSpan(0, length))!.ToString();
    }
}
