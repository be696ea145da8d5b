using System.Diagnostics.CodeAnalysis;

namespace Waypost.Mail.Imap;

/// <summary>Mailbox names (RFC 9051 section 5.1): levels divided by <c>/</c>; INBOX in any case is one name.</summary>
public static class MailboxName
{
    /// <summary>The name of the mailbox that mail is delivered to.</summary>
    public const string Inbox = "INBOX";

    /// <summary>The hierarchy delimiter.</summary>
    public const char Delimiter = '/';

    private const int MaxLength = 200;
    private const int MaxLevels = 20;

    /// <summary>The canonical form of a name, without a delimiter at its end; false when no mailbox can have the name.</summary>
    public static bool TryNormalize(string name, [NotNullWhen(true)] out string? normalized)
    {
        normalized = null;
        var levels = name.TrimEnd(Delimiter).Split(Delimiter);
        if (name.Length > MaxLength || levels.Length > MaxLevels || levels.Any(level => level.Length == 0 || level.Any(IsForbidden)) || !name.IsWellFormed())
        {
            return false;
        }

        if (levels[0].Equals(Inbox, StringComparison.OrdinalIgnoreCase))
        {
            levels[0] = Inbox;
        }

        normalized = string.Join(Delimiter, levels);
        return true;
    }

    /// <summary>The names of the mailboxes above one, outermost first: <c>a</c> and <c>a/b</c> of <c>a/b/c</c>.</summary>
    public static IEnumerable<string> Superiors(string name)
    {
        for (var at = name.IndexOf(Delimiter, StringComparison.Ordinal); at >= 0; at = name.IndexOf(Delimiter, at + 1))
        {
            yield return name[..at];
        }
    }

    private static bool IsForbidden(char character) => character is '*' or '%' || char.IsControl(character);

    // Unpaired surrogates are no text.
    private static bool IsWellFormed(this string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            if (char.IsHighSurrogate(name[at]) && at + 1 < name.Length && char.IsLowSurrogate(name[at + 1]))
            {
                at++;
            }
            else if (char.IsSurrogate(name[at]))
            {
                return false;
            }
        }

        return true;
    }
}
