using Waypost.Mail.Imap;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap.Commands;

/// <summary>SEARCH (RFC 9051 section 6.4.4).</summary>
internal sealed class SearchCommand : IImapUidCommand
{
    public string Name => "SEARCH";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "ESEARCH SEARCHRES WITHIN SEARCH=FUZZY PARTIAL CONTEXT=SEARCH";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var options = SearchReturn.Parse(parser.Space());
        var request = SearchRequest.Parse(session, parser, namesCharset: false);
        if (request.Refusal is { } refusal)
        {
            SavedSearchFailed(session, options);
            return refusal;
        }

        var selected = session.Selected!;
        var found = await Progress.WatchAsync(session, request.FindAsync(session, cancellationToken), cancellationToken);
        SavedSearch.Keep(selected, options, found);
        var numbers = found.ConvertAll(index => byUid ? selected.Messages[index].Uid : (uint)(index + 1));
        if (options is null && !session.Has(ImapModes.Rev2))
        {
            SearchResponse.WriteList(session.Writer, Name, numbers, request.ModSeq(session, found));
        }
        else
        {
            // RFC 9051 section 6.4.4: IMAP4rev2 has no other response.
            SearchResponse.WriteExtended(session, options ?? SearchReturn.All, numbers, byUid, request.ModSeq(session, found));
        }

        SearchContexts.Register(session, options, request, found, byUid);
        return ImapReply.Ok("Searched");
    }

    // RFC 5182 section 2.1: a search that was to be saved and failed leaves nothing.
    private static void SavedSearchFailed(ImapSession session, SearchReturn? options)
    {
        if (options is { Save: true })
        {
            session.Selected!.Saved = [];
        }
    }
}
