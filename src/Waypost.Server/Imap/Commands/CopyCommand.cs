using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>COPY (RFC 9051 section 6.4.7).</summary>
internal sealed class CopyCommand : IImapUidCommand
{
    public string Name => "COPY";

    public ImapStates States => ImapStates.Selected;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } target)
        {
            return ImapReply.No("No such mailbox", "TRYCREATE");
        }

        var found = session.Selected!.Find(set, byUid);
        var copied = await session.Store.CopyAsync(session.Selected.Mailbox.Id, [.. found.Select(message => message.Entry.Uid)], target.Id, cancellationToken);
        return Refused(copied.Outcome) ?? ImapReply.Ok("Copied", CopyUid(target, copied.Pairs));
    }

    /// <summary>The reply when nothing could be written, or null.</summary>
    public static ImapReply? Refused(StoreOutcome outcome) => outcome switch
    {
        StoreOutcome.NoMailbox => ImapReply.No("No such mailbox", "TRYCREATE"),
        StoreOutcome.OverQuota => ImapReply.No("The quota does not allow it", "OVERQUOTA"),
        _ => null,
    };

    /// <summary>The COPYUID code of RFC 4315, or null when nothing was copied.</summary>
    public static string? CopyUid(Mailbox target, IReadOnlyList<(uint Source, uint Target)> copied) => copied.Count == 0
        ? null
        : FormattableString.Invariant($"COPYUID {target.UidValidity} {SequenceSet.Format(copied.Select(pair => pair.Source))} {SequenceSet.Format(copied.Select(pair => pair.Target))}");
}
