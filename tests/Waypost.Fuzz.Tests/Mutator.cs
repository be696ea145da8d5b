namespace Waypost.Fuzz.Tests;

/// <summary>Makes inputs out of good ones: bytes flipped, cut, doubled, joined with others, or set to what parsers trip over.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, IReadOnlyList<byte[]> dictionary, Random random)
{
    private const int MaxLength = 4096;

    private static readonly byte[] Edges = [0, 1, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xff, (byte)'\n', (byte)'"', (byte)'\\', (byte)'(', (byte)';', (byte)'$'];

    public byte[] Next()
    {
        List<byte> bytes = [.. Pick(seeds)];
        for (int rounds = random.Next(1, 8); rounds > 0; rounds--)
        {
            Mutate(bytes);
        }

        return [.. bytes.Take(MaxLength)];
    }

    private void Mutate(List<byte> bytes)
    {
        int place = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, 16), bytes.Count - place);
        switch (random.Next(8))
        {
            case 0 when bytes.Count > place: bytes[place] ^= (byte)(1 << random.Next(8)); break;
            case 1 when bytes.Count > place: bytes[place] = Edges[random.Next(Edges.Length)]; break;
            case 2: bytes.Insert(place, (byte)random.Next(256)); break;
            case 3: bytes.RemoveRange(place, length); break;
            case 4: bytes.InsertRange(place, bytes.GetRange(place, length)); break;
            case 5: bytes.RemoveRange(place, bytes.Count - place); break;
            case 6: bytes.InsertRange(place, Pick(dictionary)); break;
            default: bytes.AddRange(Pick(seeds).Skip(random.Next(32)).Take(random.Next(64))); break;
        }
    }

    private byte[] Pick(IReadOnlyList<byte[]> from) => from[random.Next(from.Count)];
}
