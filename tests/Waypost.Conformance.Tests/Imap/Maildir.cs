namespace Waypost.Conformance.Tests.Imap;

/// <summary>A Maildir that a client keeps: message ids with their flag letters, and changes as a mail program makes them.</summary>
public sealed class Maildir(string path)
{
    private const string Mark = ":2,";

    public string Folder => path;

    private IEnumerable<string> Files => new[] { "cur", "new" }.Select(name => Path.Combine(path, name)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);

    public SortedDictionary<string, string> Read()
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (string file in Files)
        {
            found.Add(IdOf(file), LettersOf(file));
        }

        return found;
    }

    /// <summary>Gives the messages other flags.</summary>
    public void SetFlags(IEnumerable<string> ids, string letters) => Each(ids, file =>
    {
        string name = Path.GetFileName(file);
        int mark = name.IndexOf(Mark, StringComparison.Ordinal);
        File.Move(file, Path.Combine(path, "cur", (mark < 0 ? name : name[..mark]) + Mark + letters));
    });

    public void Delete(IEnumerable<string> ids) => Each(ids, File.Delete);

    public void Add(string prefix, int number) =>
        File.WriteAllText(Path.Combine(path, "cur", $"{DateTimeOffset.UtcNow.Ticks}.{prefix}{number}.test{Mark}S"), ImapAccount.Message(prefix, number).ToString().ReplaceLineEndings("\n"));

    private static string LettersOf(string file) => file.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and int mark ? string.Concat(file[(mark + Mark.Length)..].Where(char.IsAsciiLetterUpper)) : "";

    private static string IdOf(string file) =>
        File.ReadLines(file).First(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))["Message-Id:".Length..].Trim(' ', '<', '>');

    private void Each(IEnumerable<string> ids, Action<string> change)
    {
        HashSet<string> wanted = [.. ids];
        foreach (string file in Files.ToList().Where(file => wanted.Contains(IdOf(file))))
        {
            change(file);
        }
    }
}
