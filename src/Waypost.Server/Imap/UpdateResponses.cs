using Waypost.Mail.Imap;
using Waypost.Server.Imap.Indexes;

namespace Waypost.Server.Imap;

/// <summary>Tells a client what has changed in its mailbox: EXPUNGE or VANISHED, FETCH with flags, EXISTS.</summary>
internal static class UpdateResponses
{
    public static void Write(ImapSession session, MailboxUpdate update)
    {
        var writer = session.Writer;
        if (update.Expunged.Count > 0 && session.Has(ImapModes.QResync | ImapModes.UidOnly))
        {
            // RFC 7162 section 3.2.10, RFC 9586 section 3.3: by UID, in one response.
            writer.Untagged("VANISHED " + SequenceSet.Format(update.Expunged.Select(message => message.Uid).Reverse()));
        }
        else
        {
            foreach (var (number, _) in update.Expunged)
            {
                writer.Octets("* "u8).Number(number).Octets(" EXPUNGE\r\n"u8);
            }
        }

        foreach (var (number, entry) in update.Changed)
        {
            MessageResponse.WriteFlags(session, number, entry, withUid: true);
        }

        if (update.Exists is { } exists)
        {
            writer.Octets("* "u8).Number(exists).Octets(" EXISTS\r\n"u8);
        }
    }
}
