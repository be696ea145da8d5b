using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Searching;

/// <summary>The criteria of SEARCH, SORT and THREAD, or the reply to a client that may not ask so.</summary>
internal sealed record SearchRequest(SearchKey Key, bool UsesModSeq, ImapReply? Refusal)
{
    /// <summary>Reads criteria to the end of the command.</summary>
    /// <param name="namesCharset">SORT and THREAD always name the charset (RFC 5256 section 3).</param>
    public static SearchRequest Parse(ImapSession session, ImapParser parser, bool namesCharset)
    {
        var keys = new SearchKeyParser(parser);
        if (namesCharset)
        {
            keys.Charset();
            parser.Space();
        }

        var key = namesCharset ? keys.Parse() : keys.ParseWithCharset();
        if (!parser.TryEnd())
        {
            return new(key, false, ImapReply.Bad(parser));
        }

        if (keys.UnknownCharset)
        {
            return new(key, false, ImapReply.No("Unknown charset", "BADCHARSET (US-ASCII UTF-8)"));
        }

        if (keys.UsesSequenceNumbers && session.Has(ImapModes.UidOnly))
        {
            return new(key, false, ImapReply.BadCode("Only UIDs are in use", "UIDREQUIRED"));
        }

        session.Modes |= keys.UsesModSeq ? ImapModes.CondStore : ImapModes.None;
        return new(key, keys.UsesModSeq, null);
    }

    /// <summary>The positions of the messages that match, ascending.</summary>
    public Task<List<int>> FindAsync(ImapSession session, CancellationToken cancellationToken) =>
        new SearchEvaluator(session.Stores, session.Selected!, session.Time.GetUtcNow()).FindAsync(Key, cancellationToken);

    /// <summary>The highest mod-sequence among the messages found, when a criterion asked for mod-sequences (RFC 7162 section 3.1.5).</summary>
    public long? ModSeq(ImapSession session, IReadOnlyList<int> found) =>
        UsesModSeq && found.Count > 0 ? found.Max(index => session.Selected!.Messages[index].ModSeq) : null;
}
