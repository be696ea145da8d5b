namespace Waypost.Mail.Imap;

/// <summary>The pattern of LIST and LSUB (RFC 9051 section 6.3.9): <c>*</c> matches anything, <c>%</c> anything within a level.</summary>
public sealed class MailboxPattern
{
    private readonly string pattern;

    /// <summary>The pattern after its reference name.</summary>
    public MailboxPattern(string reference, string pattern)
    {
        var whole = pattern.StartsWith(MailboxName.Delimiter) ? pattern : reference + pattern;
        this.pattern = whole.StartsWith(MailboxName.Inbox, StringComparison.OrdinalIgnoreCase)
            && (whole.Length == MailboxName.Inbox.Length || whole[MailboxName.Inbox.Length] is MailboxName.Delimiter or '*' or '%')
            ? MailboxName.Inbox + whole[MailboxName.Inbox.Length..]
            : whole;
    }

    /// <summary>True when the pattern matches the whole name. Linear in pattern times name.</summary>
    public bool Matches(string name)
    {
        // One row of the classic table at a time: reached[i] tells whether the pattern so far matches name[..i].
        var reached = new bool[name.Length + 1];
        reached[0] = true;
        foreach (var wanted in pattern)
        {
            if (wanted is '*' or '%')
            {
                for (var at = 1; at <= name.Length; at++)
                {
                    reached[at] |= reached[at - 1] && (wanted == '*' || name[at - 1] != MailboxName.Delimiter);
                }

                continue;
            }

            for (var at = name.Length; at > 0; at--)
            {
                reached[at] = reached[at - 1] && name[at - 1] == wanted;
            }

            reached[0] = false;
        }

        return reached[name.Length];
    }
}
