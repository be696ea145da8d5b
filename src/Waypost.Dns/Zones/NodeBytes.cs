using System.Buffers.Binary;

namespace Waypost.Dns.Zones;

/// <summary>Writes the bytes of nodes; <see cref="ZoneNode"/> says how they lie.</summary>
internal static class NodeBytes
{
    /// <summary>A name without RRsets.</summary>
    public static byte[] Empty(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key, int children)
    {
        var bytes = new byte[EmptyLength(owner, key)];
        WriteEmpty(bytes, owner, key, children);
        return bytes;
    }

    /// <summary>The node with this RRset in place of one of its type, and with the owner as the RRset's writer spelled it.</summary>
    public static byte[] With(ZoneNode node, ReadOnlySpan<byte> owner, ushort type, ReadOnlySpan<byte> records, ushort count)
    {
        var kept = KeptLength(node, type);
        var start = EmptyLength(owner, node.Key);
        var bytes = new byte[start + kept + ZoneNode.RrsetHeaderLength + records.Length];
        WriteEmpty(bytes, owner, node.Key, node.Children);
        var position = CopyKept(node, type, bytes, start);
        WriteRrset(bytes.AsSpan(position), type, records, count);
        CountRrset(bytes);
        return bytes;
    }

    /// <summary>The node without the RRset of a type.</summary>
    public static byte[] Without(ZoneNode node, ushort type)
    {
        var start = EmptyLength(node.Owner.Span, node.Key);
        var bytes = new byte[start + KeptLength(node, type)];
        WriteEmpty(bytes, node.Owner.Span, node.Key, node.Children);
        CopyKept(node, type, bytes, start);
        return bytes;
    }

    /// <summary>The node with another number of names below it.</summary>
    public static byte[] WithChildren(ZoneNode node, int children)
    {
        var bytes = node.Bytes.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(ZoneNode.ChildrenOffset), children);
        return bytes;
    }

    public static int EmptyLength(ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key) =>
        ZoneNode.KeyOffset + key.Length + (owner.SequenceEqual(key) ? 0 : key.Length);

    /// <summary>Writes a name without RRsets; the bytes' length is the node's, RRsets to come included.</summary>
    public static void WriteEmpty(Span<byte> bytes, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> key, int children)
    {
        BinaryPrimitives.WriteInt32LittleEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[ZoneNode.ChildrenOffset..], children);
        bytes[ZoneNode.KeyLengthOffset] = (byte)key.Length;
        bytes[ZoneNode.CasedOffset] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[ZoneNode.RrsetCountOffset..], 0);
        key.CopyTo(bytes[ZoneNode.KeyOffset..]);
        if (!owner.SequenceEqual(key))
        {
            bytes[ZoneNode.CasedOffset] = 1;
            owner.CopyTo(bytes[(ZoneNode.KeyOffset + key.Length)..]);
        }
    }

    /// <summary>Writes one RRset's header and records.</summary>
    public static void WriteRrset(Span<byte> bytes, ushort type, ReadOnlySpan<byte> records, ushort count)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, type);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], count);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], records.Length);
        records.CopyTo(bytes[ZoneNode.RrsetHeaderLength..]);
    }

    /// <summary>Counts one RRset more.</summary>
    public static void CountRrset(Span<byte> node) =>
        BinaryPrimitives.WriteUInt16LittleEndian(node[ZoneNode.RrsetCountOffset..], (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(node[ZoneNode.RrsetCountOffset..]) + 1));

    /// <summary>How many bytes the RRsets of other types take.</summary>
    public static int KeptLength(ZoneNode node, ushort type)
    {
        var length = 0;
        foreach (var rrset in node.Rrsets)
        {
            length += rrset.TypeCode == type ? 0 : ZoneNode.RrsetHeaderLength + rrset.Records.Length;
        }
        return length;
    }

    /// <summary>Copies the RRsets of other types to <paramref name="position"/> of a new node and returns where they end.</summary>
    public static int CopyKept(ZoneNode node, ushort type, Span<byte> bytes, int position)
    {
        foreach (var rrset in node.Rrsets)
        {
            if (rrset.TypeCode != type)
            {
                WriteRrset(bytes[position..], rrset.TypeCode, rrset.Records, (ushort)rrset.Count);
                CountRrset(bytes);
                position += ZoneNode.RrsetHeaderLength + rrset.Records.Length;
            }
        }
        return position;
    }
}
