using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>What SELECT and EXAMINE share (RFC 3501 section 6.3.1).</summary>
internal static class MailboxSelection
{
    public static async Task<ImapReply> SelectAsync(ImapSession session, ImapParser parser, bool readOnly, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        // Even a SELECT that fails leaves no mailbox selected.
        session.Selected = null;
        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } mailbox)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        session.Selected = await SelectedMailbox.OpenAsync(session.Stores.Indexes, mailbox, readOnly, cancellationToken);
        var messages = session.Selected.Messages;
        var snapshot = session.Selected.Snapshot;
        var flags = string.Join(' ', ImapFlags.System.Concat(snapshot.Keywords));
        var writer = session.Writer;
        writer.Untagged($"FLAGS ({flags})");
        writer.Untagged(FormattableString.Invariant($"{messages.Count} EXISTS"));
        writer.Untagged("0 RECENT");
        if (snapshot.FirstUnseen > 0)
        {
            writer.Untagged(FormattableString.Invariant($"OK [UNSEEN {snapshot.FirstUnseen}] First unseen message"));
        }

        writer.Untagged(readOnly ? "OK [PERMANENTFLAGS ()] Read-only" : $"OK [PERMANENTFLAGS ({flags} \\*)] Flags and keywords are kept");
        writer.Untagged(FormattableString.Invariant($"OK [UIDVALIDITY {mailbox.UidValidity}] UIDs are valid"));

        // The index was read after the mailbox row, so it may already hold UIDs beyond that row's UIDNEXT.
        var next = messages.Count > 0 ? Math.Max(mailbox.UidNext, messages[^1].Uid + 1) : mailbox.UidNext;
        writer.Untagged(FormattableString.Invariant($"OK [UIDNEXT {next}] Predicted next UID"));
        return ImapReply.Ok("Selected", readOnly ? "READ-ONLY" : "READ-WRITE");
    }
}
