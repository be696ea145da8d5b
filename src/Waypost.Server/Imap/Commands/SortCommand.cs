using Waypost.Mail.Imap;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap.Commands;

/// <summary>SORT (RFC 5256) with ESORT and CONTEXT=SORT (RFC 5267) and SORT=DISPLAY (RFC 5957).</summary>
internal sealed class SortCommand : IImapUidCommand
{
    public string Name => "SORT";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "SORT SORT=DISPLAY ESORT CONTEXT=SORT";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var options = SearchReturn.Parse(parser.Space());
        var criteria = SortCriterion.Parse(parser);
        var request = SearchRequest.Parse(session, parser.Space(), namesCharset: true);
        if (request.Refusal is { } refusal)
        {
            return refusal;
        }

        var selected = session.Selected!;
        var found = await Progress.WatchAsync(session, SortAsync(session, request, criteria, cancellationToken), cancellationToken);
        SavedSearch.Keep(selected, options, found);
        var numbers = found.ConvertAll(index => byUid ? selected.Messages[index].Uid : (uint)(index + 1));
        if (options is null)
        {
            SearchResponse.WriteList(session.Writer, Name, numbers, request.ModSeq(session, found));
        }
        else
        {
            SearchResponse.WriteExtended(session, options, numbers, byUid, request.ModSeq(session, found));
            if (options.Update)
            {
                // RFC 5267 section 4.3: positions in an order are not followed.
                SearchContexts.Refuse(session);
            }
        }

        return ImapReply.Ok("Sorted");
    }

    private static async Task<List<int>> SortAsync(ImapSession session, SearchRequest request, IReadOnlyList<SortCriterion> criteria, CancellationToken cancellationToken)
    {
        var found = await request.FindAsync(session, cancellationToken);
        var needsKeys = criteria.Any(criterion => criterion.Field is not (SortField.Arrival or SortField.Size));
        var messages = await KeyedMessages.ReadAsync(session, found, byUid: false, needsKeys, cancellationToken);
        messages.Sort(new MessageOrder(criteria));
        return messages.ConvertAll(message => (int)message.Number - 1);
    }
}
