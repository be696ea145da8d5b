namespace Waypost.Storage.Searching;

/// <summary>Patterns of LIKE, in lower case.</summary>
internal static class Pattern
{
    public static string Containing(string text) => "%" + Escape(text) + "%";

    /// <summary>A text in which <c>*</c> stands for anything.</summary>
    public static string Glob(string text) => string.Join('%', text.Split('*').Select(Escape));

    public static string Escape(string text) => text.ToLowerInvariant()
        .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal)
        .Replace("_", @"\_", StringComparison.Ordinal).Replace("[", @"\[", StringComparison.Ordinal);
}
