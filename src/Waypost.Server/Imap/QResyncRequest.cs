using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>What a client of SELECT remembers of a mailbox (RFC 7162 section 3.2.5).</summary>
/// <param name="KnownUids">The UIDs that it has; null for all.</param>
internal sealed record QResyncRequest(uint UidValidity, long ModSeq, SequenceSet? KnownUids)
{
    /// <summary>Reads <c>(uidvalidity modseq [known-uids] [(sequence-set uid-set)])</c>.</summary>
    public static QResyncRequest Parse(ImapParser parser)
    {
        var validity = parser.Expect('(').NonZeroNumber();
        var modSeq = parser.Space().LongNumber();
        SequenceSet? known = null;
        var more = parser.TryTake(' ');
        if (more && !parser.Next('('))
        {
            known = parser.Sequence();
            more = parser.TryTake(' ');
        }

        if (more)
        {
            // The match data only makes responses shorter, for servers that forget what was expunged.
            parser.Expect('(').Sequence();
            parser.Space().Sequence();
            parser.Expect(')');
        }

        parser.Expect(')');
        return new(validity, modSeq, known);
    }
}
