using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Begins and ends responses about one message: FETCH, or UIDFETCH under UIDONLY (RFC 9586 section 3.2).</summary>
internal static class MessageResponse
{
    /// <summary>Up to and with the parenthesis; the UID is in it when <paramref name="withUid"/> says so and it is not named before.</summary>
    public static void Begin(ImapSession session, int number, uint uid, bool withUid)
    {
        if (session.Has(ImapModes.UidOnly))
        {
            session.Writer.Octets("* "u8).Number(uid).Octets(" UIDFETCH ("u8);
            return;
        }

        session.Writer.Octets("* "u8).Number(number).Octets(" FETCH ("u8);
        if (withUid)
        {
            session.Writer.Octets("UID "u8).Number(uid).Octets(" "u8);
        }
    }

    /// <summary>A whole response with the flags, and with the mod-sequence for clients that know of it (RFC 7162 section 3.2).</summary>
    public static void WriteFlags(ImapSession session, int number, MessageEntry entry, bool withUid)
    {
        Begin(session, number, entry.Uid, withUid);
        session.Writer.Octets("FLAGS "u8).Flags(entry.Flags);
        if (session.Has(ImapModes.CondStore))
        {
            WriteModSeq(session, entry);
        }

        session.Writer.Octets(")\r\n"u8);
    }

    /// <summary>Flags without a number's meaning: a STORE with .SILENT tells the new mod-sequence only.</summary>
    public static void WriteModSeqOnly(ImapSession session, int number, MessageEntry entry, bool withUid)
    {
        Begin(session, number, entry.Uid, withUid);
        session.Writer.Octets("MODSEQ ("u8).Number(entry.ModSeq).Octets("))\r\n"u8);
    }

    private static void WriteModSeq(ImapSession session, MessageEntry entry) => session.Writer.Octets(" MODSEQ ("u8).Number(entry.ModSeq).Octets(")"u8);
}
