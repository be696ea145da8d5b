using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Searching;

/// <summary>Searches that the client hears of when their results change (RFC 5267 section 4.3).</summary>
internal static class SearchContexts
{
    /// <summary>More contexts are refused with NOUPDATE.</summary>
    public const int MaxCount = 8;

    /// <summary>Keeps a search with UPDATE; a search in an order has positions that move and is refused.</summary>
    public static void Register(ImapSession session, SearchReturn? options, SearchRequest request, IReadOnlyList<int> found, bool byUid)
    {
        if (options is not { Update: true })
        {
            return;
        }

        var selected = session.Selected!;
        if (selected.Contexts.Count >= MaxCount)
        {
            Refuse(session);
            return;
        }

        selected.Contexts.RemoveAll(context => context.Tag == session.Tag);
        selected.Contexts.Add(new(session.Tag, request, byUid, found.Select(index => selected.Messages[index].Uid).ToHashSet()));
    }

    /// <summary>Tells the client that it will not hear of changes.</summary>
    public static void Refuse(ImapSession session) => session.Writer.Untagged($"NO [NOUPDATE {ImapText.Quote(session.Tag)}] No updates for this search");

    /// <summary>Searches again and tells of what came to the results and what left them; after the client knows the messages.</summary>
    public static async Task UpdateAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var selected = session.Selected!;
        foreach (var context in selected.Contexts)
        {
            var found = await context.Request.FindAsync(session, cancellationToken);
            var uids = found.Select(index => selected.Messages[index].Uid).ToHashSet();
            var removed = context.Found.Where(uid => !uids.Contains(uid)).Order().ToList();
            var added = found.Where(index => !context.Found.Contains(selected.Messages[index].Uid)).ToList();
            context.Found = uids;

            // RFC 5267 section 4.3.3: what is expunged has left without a word.
            var stillThere = removed.Where(uid => Indexes.MailboxSnapshot.IndexOf(selected.View, uid) >= 0).ToList();
            var numbers = stillThere.ConvertAll(uid => context.ByUid ? uid : (uint)(Indexes.MailboxSnapshot.IndexOf(selected.View, uid) + 1));
            Write(session, context, "REMOVEFROM", numbers);
            Write(session, context, "ADDTO", added.ConvertAll(index => context.ByUid ? selected.Messages[index].Uid : (uint)(index + 1)));
        }
    }

    private static void Write(ImapSession session, SearchContext context, string change, List<uint> numbers)
    {
        if (numbers.Count > 0)
        {
            session.Writer.Untagged($"ESEARCH (TAG {ImapText.Quote(context.Tag)}){(context.ByUid ? " UID" : "")} {change} (0 {SequenceSet.Format(numbers)})");
        }
    }
}

/// <summary>A search whose result is kept up to date for the client.</summary>
internal sealed class SearchContext(string tag, SearchRequest request, bool byUid, HashSet<uint> found)
{
    public string Tag => tag;

    public SearchRequest Request => request;

    public bool ByUid => byUid;

    /// <summary>The UIDs that the client knows to be in the result.</summary>
    public HashSet<uint> Found { get; set; } = found;
}
