using Waypost.Cli.Sendmail;

namespace Waypost.Cli.Postfix;

/// <summary>The source file of a Postfix lookup table: <c>hash:/etc/postfix/virtual</c> is read from <c>/etc/postfix/virtual</c>.</summary>
/// <param name="Type">hash, btree, lmdb, texthash, cidr and so on.</param>
/// <param name="Path">The file.</param>
internal sealed record LookupTable(string Type, string Path)
{
    private static readonly string[] Indexed = ["hash", "btree", "lmdb", "dbm", "cdb", "sdbm", "texthash", "cidr"];

    public bool IsReadable => Indexed.Contains(Type);

    public bool IsCidr => Type == "cidr";

    /// <summary>Reads a word of a list of tables; null when it is none.</summary>
    public static LookupTable? Parse(string word)
    {
        string bare = word.StartsWith("proxy:", StringComparison.Ordinal) ? word[6..] : word;
        int colon = bare.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 ? null : new LookupTable(bare[..colon], bare[(colon + 1)..]);
    }

    public IReadOnlyList<MapLine> Read(List<(int Line, string What)> problems) =>
        MapFile.Read(Connections.TextFile.Read(Path), null, problems);
}
