namespace Waypost.Mail.Imap;

/// <summary>Message flags (RFC 9051 section 2.3.2).</summary>
public static class ImapFlags
{
    /// <summary>The system flags a client can set.</summary>
    public static IReadOnlyList<string> System { get; } = [Answered, Flagged, Deleted, Seen, Draft];

    public const string Answered = @"\Answered";
    public const string Flagged = @"\Flagged";
    public const string Deleted = @"\Deleted";
    public const string Seen = @"\Seen";
    public const string Draft = @"\Draft";

    /// <summary>A flag list may not name more.</summary>
    public const int MaxCount = 100;

    /// <summary>A keyword may not be longer.</summary>
    public const int MaxLength = 100;

    /// <summary>The flag with its own letter case for system flags, or null for a system flag that does not exist or cannot be set.</summary>
    public static string? Canonical(string flag) => flag.StartsWith('\\')
        ? System.FirstOrDefault(system => system.Equals(flag, StringComparison.OrdinalIgnoreCase))
        : flag.Length <= MaxLength ? flag : null;

    /// <summary>True when the flag is among them; flags do not tell letter case apart.</summary>
    public static bool Has(this IReadOnlyList<string> flags, string flag)
    {
        for (var at = 0; at < flags.Count; at++)
        {
            if (flags[at].Equals(flag, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
