using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>VANISHED (EARLIER) (RFC 7162 section 3.2.10): what was expunged since a mod-sequence.</summary>
internal static class VanishedResponse
{
    /// <summary>Tells of UIDs in <paramref name="set"/>, null for all, that were expunged after the mod-sequence.</summary>
    public static async Task WriteAsync(ImapSession session, SelectedMailbox selected, SequenceSet? set, long sinceModSeq, CancellationToken cancellationToken)
    {
        var expunged = await session.Store.ReadExpungedAsync(selected.Mailbox.Id, sinceModSeq, cancellationToken);
        var highest = Math.Max(selected.Mailbox.UidNext - 1, selected.Messages.Count > 0 ? selected.Messages[^1].Uid : 0);
        IReadOnlyList<(uint First, uint Last)> asked = highest == 0 ? [] : set?.Resolve(highest).Ranges ?? [(1, highest)];
        var within = UidRangeList.Intersect(asked, [(1, Math.Max(1, highest))]);
        var vanished = expunged.Complete ? UidRangeList.Intersect(expunged.Ranges, within) : UidRangeList.Gaps(within, selected.Messages.Select(message => message.Uid));
        if (vanished.Count > 0)
        {
            session.Writer.Untagged("VANISHED (EARLIER) " + UidRangeList.Format(vanished));
        }
    }
}
