namespace Waypost.Testing.MailTables;

/// <summary>Mail tables as short text: <c>key value; key value</c>.</summary>
public static class MailTableText
{
    public static IEnumerable<(string Key, string Value)> Pairs(string text) =>
        text.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(entry =>
        {
            int space = entry.IndexOf(' ', StringComparison.Ordinal);
            return (entry[..space], entry[(space + 1)..]);
        });
}
