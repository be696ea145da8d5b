using Waypost.Mail.Store;

namespace Waypost.Storage.Mailboxes;

/// <summary>Flags as a column holds them: separated by spaces, which no flag contains (RFC 9051 section 9, flag). They compare without case.</summary>
internal static class FlagList
{
    public static string Write(IEnumerable<string> flags) =>
        string.Join(' ', flags.Where(flag => flag.Length > 0 && !flag.Equals("\\Recent", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.OrdinalIgnoreCase));

    public static IReadOnlyList<string> Read(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static string Change(string text, FlagChange change, IReadOnlyList<string> flags) => change switch
    {
        FlagChange.Replace => Write(flags),
        FlagChange.Add => Write(Read(text).Concat(flags)),
        _ => Write(Read(text).Except(flags, StringComparer.OrdinalIgnoreCase)),
    };
}
