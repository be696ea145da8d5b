using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Imap.Fetching;

namespace Waypost.Server.Imap.Commands;

/// <summary>FETCH (RFC 9051 section 6.4.5).</summary>
internal sealed class FetchCommand : IImapUidCommand
{
    private const int SummaryBatch = 500;

    private static readonly FetchItem Uid = new(FetchKind.Uid, "UID");
    private static readonly FetchItem ModSeq = new(FetchKind.ModSeq, "MODSEQ");

    public string Name => "FETCH";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "BINARY PREVIEW OBJECTID SAVEDATE";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        var items = FetchItemParser.Parse(parser.Space());
        var modifiers = FetchModifiers.Parse(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (modifiers.Vanished && (!byUid || modifiers.ChangedSince is null || !session.Has(ImapModes.QResync)))
        {
            return ImapReply.Bad("VANISHED is for UID FETCH with CHANGEDSINCE after ENABLE QRESYNC");
        }

        items = Completed(session, items, modifiers, byUid);
        var selected = session.Selected!;
        var found = selected.Find(set, byUid);
        if (modifiers.ChangedSince is { } since)
        {
            found = found.FindAll(message => message.Entry.ModSeq > since);
            if (modifiers.Vanished)
            {
                await VanishedResponse.WriteAsync(session, selected, set, since, cancellationToken);
            }
        }

        if (modifiers.Partial is { } partial)
        {
            found = [.. partial.Of(found)];
        }

        return await RespondAsync(session, items, found, cancellationToken);
    }

    // UID for UID FETCH, MODSEQ for CHANGEDSINCE (RFC 7162 section 3.1.4.1); each puts mod-sequences into use.
    private static IReadOnlyList<FetchItem> Completed(ImapSession session, IReadOnlyList<FetchItem> items, FetchModifiers modifiers, bool byUid)
    {
        if (byUid && items.All(item => item.Kind != FetchKind.Uid))
        {
            items = [Uid, .. items];
        }

        if (modifiers.ChangedSince is not null && items.All(item => item.Kind != FetchKind.ModSeq))
        {
            items = [.. items, ModSeq];
        }

        session.Modes |= items.Any(item => item.Kind == FetchKind.ModSeq) ? ImapModes.CondStore : ImapModes.None;
        return items;
    }

    private static async Task<ImapReply> RespondAsync(ImapSession session, IReadOnlyList<FetchItem> items, List<(int Number, MessageEntry Entry)> found, CancellationToken cancellationToken)
    {
        var nowSeen = await MarkSeenAsync(session, items, found, cancellationToken);
        var responder = new FetchResponder(session, items);
        var needsSummary = items.Any(item => item.NeedsSummary);
        for (var from = 0; from < found.Count; from += SummaryBatch)
        {
            var batch = found.GetRange(from, Math.Min(SummaryBatch, found.Count - from));
            var summaries = needsSummary ? await session.Store.ReadSummariesAsync(batch.ConvertAll(message => message.Entry.ContentId), cancellationToken) : null;
            foreach (var (number, entry) in batch)
            {
                var changed = nowSeen.GetValueOrDefault(entry.Uid);
                await responder.RespondAsync(number, changed ?? entry, summaries?.GetValueOrDefault(entry.ContentId), withFlags: changed is not null, cancellationToken);
            }
        }

        return responder.HasUnknownEncoding ? ImapReply.No("A transfer encoding is not known", "UNKNOWN-CTE") : ImapReply.Ok("Fetched");
    }

    // BODY[...] without PEEK sets \Seen (RFC 9051 section 6.4.5), in one write for all messages.
    private static async Task<Dictionary<uint, MessageEntry>> MarkSeenAsync(
        ImapSession session, IReadOnlyList<FetchItem> items, List<(int Number, MessageEntry Entry)> found, CancellationToken cancellationToken)
    {
        var selected = session.Selected!;
        uint[] unseen = selected.ReadOnly || !selected.May('s') || items.All(item => item.Peek)
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
