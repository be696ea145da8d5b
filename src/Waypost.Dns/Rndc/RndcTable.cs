using System.Globalization;
using System.Text;

namespace Waypost.Dns.Rndc;

/// <summary>One level of a control message: named values in order, each bytes or another table.</summary>
internal sealed class RndcTable
{
    private readonly List<(string Name, object Value)> _entries = [];

    public IReadOnlyList<(string Name, object Value)> Entries => _entries;

    public RndcTable Add(string name, byte[] value)
    {
        _entries.Add((name, value));
        return this;
    }

    public RndcTable Add(string name, string value) => Add(name, Encoding.UTF8.GetBytes(value));

    public RndcTable Add(string name, uint value) => Add(name, value.ToString(CultureInfo.InvariantCulture));

    public RndcTable Add(string name, RndcTable value)
    {
        _entries.Add((name, value));
        return this;
    }

    public byte[]? Bytes(string name) => Find(name) as byte[];

    public RndcTable? Table(string name) => Find(name) as RndcTable;

    public string? Text(string name) => Bytes(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    public uint? Number(string name) =>
        uint.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private object? Find(string name) => _entries.Find(entry => entry.Name == name).Value;
}
