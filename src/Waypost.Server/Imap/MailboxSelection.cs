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

        var messages = await session.Store.ReadIndexAsync(mailbox.Id, 0, cancellationToken);
        session.Selected = new(mailbox, messages, readOnly);
        var keywords = messages.SelectMany(message => message.Flags).Where(flag => !flag.StartsWith('\\')).Distinct(StringComparer.OrdinalIgnoreCase);
        var flags = string.Join(' ', ImapFlags.System.Concat(keywords));
        var writer = session.Writer;
        writer.Untagged($"FLAGS ({flags})");
        writer.Untagged(FormattableString.Invariant($"{messages.Count} EXISTS"));
        writer.Untagged("0 RECENT");
        for (var index = 0; index < messages.Count; index++)
        {
            if (!messages[index].Flags.Has(ImapFlags.Seen))
            {
                writer.Untagged(FormattableString.Invariant($"OK [UNSEEN {index + 1}] First unseen message"));
                break;
            }
        }

        writer.Untagged(readOnly ? "OK [PERMANENTFLAGS ()] Read-only" : $"OK [PERMANENTFLAGS ({flags} \\*)] Flags and keywords are kept");
        writer.Untagged(FormattableString.Invariant($"OK [UIDVALIDITY {mailbox.UidValidity}] UIDs are valid"));

        // The index was read after the mailbox row, so it may already hold UIDs beyond that row's UIDNEXT.
        var next = messages.Count > 0 ? Math.Max(mailbox.UidNext, messages[^1].Uid + 1) : mailbox.UidNext;
        writer.Untagged(FormattableString.Invariant($"OK [UIDNEXT {next}] Predicted next UID"));
        return ImapReply.Ok("Selected", readOnly ? "READ-ONLY" : "READ-WRITE");
    }
}
