using Waypost.Server.Imap.Indexes;

namespace Waypost.Server.Imap;

/// <summary>Tells a client what has changed in its mailbox: EXPUNGE, FETCH with flags, EXISTS.</summary>
internal static class UpdateResponses
{
    public static void Write(ImapWriter writer, MailboxUpdate update)
    {
        foreach (var (number, _) in update.Expunged)
        {
            writer.Untagged(FormattableString.Invariant($"{number} EXPUNGE"));
        }

        foreach (var (number, entry) in update.Changed)
        {
            writer.Untagged(FormattableString.Invariant($"{number} FETCH (UID {entry.Uid} FLAGS ({string.Join(' ', entry.Flags)}))"));
        }

        if (update.Exists is { } exists)
        {
            writer.Untagged(FormattableString.Invariant($"{exists} EXISTS"));
        }
    }
}
