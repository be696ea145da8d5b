namespace Waypost.Dns.ZoneFiles;

/// <summary>Rows in blocks: they stay where they are while the table grows, and can be changed in place.</summary>
internal sealed class RowTable<T>
    where T : struct
{
    private const int BlockBits = 14;
    private const int BlockLength = 1 << BlockBits;

    private readonly List<T[]> _blocks = [];

    public int Count { get; private set; }

    public ref T this[int row] => ref _blocks[row >> BlockBits][row & (BlockLength - 1)];

    public int Add(in T value)
    {
        if (Count >> BlockBits == _blocks.Count)
        {
            _blocks.Add(new T[BlockLength]);
        }
        this[Count] = value;
        return Count++;
    }
}
