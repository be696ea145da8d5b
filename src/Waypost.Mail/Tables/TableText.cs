namespace Waypost.Mail.Tables;

/// <summary>What the checks of all tables share.</summary>
internal static class TableText
{
    public static bool HasSpaceOrControl(string text) => text.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 || text.Contains('\x7f', StringComparison.Ordinal);

    public static string Shorten(string text) => text.Length <= 80 ? text : text[..77] + "...";
}
