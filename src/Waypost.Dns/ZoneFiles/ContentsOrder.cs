using Waypost.Dns.Names;

namespace Waypost.Dns.ZoneFiles;

/// <summary>The order in which a zone is written: names canonically (RFC 4034 section 6.1), SOA first, rdata canonically (section 6.3).</summary>
internal static class ContentsOrder
{
    private const ushort Soa = 6;
    private const ushort Rrsig = 46;

    /// <summary>The owners in canonical order.</summary>
    public static int[] Names(ZoneContents contents)
    {
        var names = new int[contents.NameCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = i;
        }
        Array.Sort(names, (left, right) => Compare(contents.Name(left), contents.Name(right)));
        return names;
    }

    /// <summary>The RRsets of an owner: SOA, then by type.</summary>
    public static List<int> Rrsets(ZoneContents contents, int name)
    {
        var rrsets = new List<int>();
        for (var rrset = contents.FirstRrset(name); rrset >= 0; rrset = contents.NextRrset(rrset))
        {
            rrsets.Add(rrset);
        }
        rrsets.Sort((left, right) => Rank(contents.Type(left)).CompareTo(Rank(contents.Type(right))));
        return rrsets;
    }

    /// <summary>The records of an RRset in the order of their bytes.</summary>
    public static List<int> Records(ZoneContents contents, int rrset)
    {
        var records = new List<int>(contents.Count(rrset));
        for (var record = contents.FirstRecord(rrset); record >= 0; record = contents.NextRecord(record))
        {
            records.Add(record);
        }
        if (records.Count > 1)
        {
            records.Sort((left, right) => contents.Rdata(left).SequenceCompareTo(contents.Rdata(right)));
        }
        return records;
    }

    /// <summary>Compares names by their labels from the root down, without case.</summary>
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> leftLabels = stackalloc byte[128];
        Span<byte> rightLabels = stackalloc byte[128];
        var (leftCount, rightCount) = (Labels(left, leftLabels), Labels(right, rightLabels));
        while (leftCount > 0 && rightCount > 0)
        {
            var (l, r) = (leftLabels[--leftCount], rightLabels[--rightCount]);
            var order = CompareLabels(left.Slice(l + 1, left[l]), right.Slice(r + 1, right[r]));
            if (order != 0)
            {
                return order;
            }
        }
        return leftCount - rightCount;
    }

    private static int Labels(ReadOnlySpan<byte> name, Span<byte> starts)
    {
        var count = 0;
        for (var position = 0; name[position] != 0; position += name[position] + 1)
        {
            starts[count++] = (byte)position;
        }
        return count;
    }

    private static int CompareLabels(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            var difference = Lower(left[i]) - Lower(right[i]);
            if (difference != 0)
            {
                return difference;
            }
        }
        return left.Length - right.Length;
    }

    private static int Lower(byte b) => (uint)(b - 'A') <= 25 ? b | 0x20 : b;

    // Signatures come last, so that a signed zone reads like an unsigned one.
    private static int Rank(ushort type) => type == Soa ? 0 : type == Rrsig ? ushort.MaxValue + 1 : type;
}
