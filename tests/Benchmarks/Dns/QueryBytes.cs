using System.Text;

namespace Waypost.Benchmarks.Dns;

/// <summary>Queries in wire form.</summary>
internal static class QueryBytes
{
    public static byte[] Of(string name, ushort type, bool edns = false)
    {
        List<byte> bytes = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, (byte)(edns ? 1 : 0)];
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }
        bytes.AddRange([0, (byte)(type >> 8), (byte)type, 0, 1]);
        if (edns)
        {
            bytes.AddRange([0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 0]);
        }
        return [.. bytes];
    }
}
