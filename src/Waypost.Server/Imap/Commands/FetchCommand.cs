using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>FETCH (RFC 9051 section 6.4.5).</summary>
internal sealed class FetchCommand : IImapUidCommand
{
    private const int SummaryBatch = 500;

    public string Name => "FETCH";

    public ImapStates States => ImapStates.Selected;

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        var items = FetchItemParser.Parse(parser.Space());
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (byUid && items.All(item => item.Kind != FetchKind.Uid))
        {
            items = [new(FetchKind.Uid, "UID"), .. items];
        }

        var selected = session.Selected!;
        var found = selected.Find(set, byUid);
        var nowSeen = await MarkSeenAsync(session, selected, items, found, cancellationToken);
        var responder = new FetchResponder(session.Store, session.Writer, items);
        foreach (var batch in found.Chunk(SummaryBatch))
        {
            var summaries = items.Any(item => item.NeedsSummary)
                ? await session.Store.ReadSummariesAsync([.. batch.Select(message => message.Entry.ContentId)], cancellationToken)
                : null;
            foreach (var (number, entry) in batch)
            {
                var current = nowSeen.GetValueOrDefault(entry.Uid, entry);
                await responder.RespondAsync(number, current, summaries?.GetValueOrDefault(entry.ContentId), withFlags: nowSeen.ContainsKey(entry.Uid), cancellationToken);
            }
        }

        return ImapReply.Ok("Fetched");
    }

    // BODY[...] without PEEK sets \Seen (RFC 9051 section 6.4.5), in one write for all messages.
    private static async Task<Dictionary<uint, MessageEntry>> MarkSeenAsync(
        ImapSession session, SelectedMailbox selected, IReadOnlyList<FetchItem> items, List<(int Number, MessageEntry Entry)> found, CancellationToken cancellationToken)
    {
        uint[] unseen = selected.ReadOnly || items.All(item => item.Peek)
            ? []
            : [.. found.Where(message => !message.Entry.Flags.Has(ImapFlags.Seen)).Select(message => message.Entry.Uid)];
        if (unseen.Length == 0)
        {
            return [];
        }

        var changed = await session.Store.StoreFlagsAsync(selected.Mailbox.Id, unseen, FlagChange.Add, [ImapFlags.Seen], cancellationToken);
        selected.Apply(changed);
        return changed.ToDictionary(entry => entry.Uid);
    }
}
