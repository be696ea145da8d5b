using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>What SELECT and EXAMINE share (RFC 9051 section 6.3.2).</summary>
internal static class MailboxSelection
{
    public static async Task<ImapReply> SelectAsync(ImapSession session, ImapParser parser, bool readOnly, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var (condStore, resync) = ParseParameters(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (resync is not null && !session.Has(ImapModes.QResync))
        {
            return ImapReply.Bad("Enable QRESYNC first");
        }

        session.Modes |= condStore ? ImapModes.CondStore : ImapModes.None;
        if (session.Selected is not null)
        {
            // Even a SELECT that fails leaves no mailbox selected.
            session.Selected = null;
            session.Writer.Untagged("OK [CLOSED] The mailbox before is closed");
        }

        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (!access.May('r'))
        {
            return MailboxAccess.NoPermission;
        }

        // RFC 4314 section 5.2: without any right to write, SELECT is an EXAMINE.
        readOnly |= !access.Rights.Any(right => right is 's' or 'w' or 'i' or 't' or 'e');
        session.Selected = await SelectedMailbox.OpenAsync(session.Stores.Indexes, access.Mailbox, readOnly, cancellationToken);
        session.Selected.Rights = access.Rights;
        Describe(session, session.Selected, access);
        if (resync is not null && resync.UidValidity == access.Mailbox.UidValidity)
        {
            await ResynchronizeAsync(session, session.Selected, resync, cancellationToken);
        }

        return ImapReply.Ok("Selected", readOnly ? "READ-ONLY" : "READ-WRITE");
    }

    private static (bool CondStore, QResyncRequest? Resync) ParseParameters(ImapParser parser)
    {
        var condStore = false;
        QResyncRequest? resync = null;
        if (parser.TryTakeText(" ("))
        {
            do
            {
                switch (parser.Atom().ToUpperInvariant())
                {
                    case "CONDSTORE":
                        condStore = true;
                        break;
                    case "QRESYNC" when resync is null:
                        resync = QResyncRequest.Parse(parser.Space());
                        break;
                    default:
                        parser.Fail("Unknown parameter");
                        break;
                }
            }
            while (parser.TryTake(' '));
            parser.Expect(')');
        }

        return (condStore, resync);
    }

    private static void Describe(ImapSession session, SelectedMailbox selected, MailboxAccess access)
    {
        var writer = session.Writer;
        var mailbox = access.Mailbox;
        var flags = string.Join(' ', ImapFlags.System.Concat(selected.Snapshot.Keywords));
        writer.Untagged($"FLAGS ({flags})");
        writer.Untagged(FormattableString.Invariant($"{selected.Messages.Count} EXISTS"));
        if (!session.Has(ImapModes.Rev2))
        {
            writer.Untagged("0 RECENT");
            if (selected.Snapshot.FirstUnseen > 0 && !session.Has(ImapModes.UidOnly))
            {
                writer.Untagged(FormattableString.Invariant($"OK [UNSEEN {selected.Snapshot.FirstUnseen}] First unseen message"));
            }
        }

        writer.Untagged(selected.ReadOnly ? "OK [PERMANENTFLAGS ()] Read-only" : $"OK [PERMANENTFLAGS ({Permanent(access, flags)})] Flags and keywords are kept");
        writer.Untagged(FormattableString.Invariant($"OK [UIDVALIDITY {mailbox.UidValidity}] UIDs are valid"));

        // The index was read after the mailbox row, so it may already hold UIDs beyond that row's UIDNEXT.
        var next = selected.Messages.Count > 0 ? Math.Max(mailbox.UidNext, selected.Messages[^1].Uid + 1) : mailbox.UidNext;
        writer.Untagged(FormattableString.Invariant($"OK [UIDNEXT {next}] Predicted next UID"));
        writer.Untagged(FormattableString.Invariant($"OK [HIGHESTMODSEQ {Math.Max(1, selected.Snapshot.ModSeq)}] Mod-sequences are kept"));
        writer.Untagged($"OK [MAILBOXID ({mailbox.ObjectId})] The mailbox's id");
        if (session.Has(ImapModes.Rev2))
        {
            writer.Untagged($"LIST () \"{MailboxName.Delimiter}\" {session.Wire(access.Name)}");
        }
    }

    // RFC 4314 section 4: s for \Seen, t for \Deleted, w for everything else.
    private static string Permanent(MailboxAccess access, string flags) => access.Rights == MailboxRight.All
        ? flags + " \\*"
        : string.Join(' ', flags.Split(' ').Where(flag => access.May(flag == ImapFlags.Seen ? 's' : flag == ImapFlags.Deleted ? 't' : 'w')).Concat(access.May('w') ? ["\\*"] : []));

    private static async Task ResynchronizeAsync(ImapSession session, SelectedMailbox selected, QResyncRequest resync, CancellationToken cancellationToken)
    {
        await VanishedResponse.WriteAsync(session, selected, resync.KnownUids, resync.ModSeq, cancellationToken);
        var known = resync.KnownUids?.Resolve(uint.MaxValue);
        for (var index = 0; index < selected.Messages.Count; index++)
        {
            var entry = selected.Messages[index];
            if (entry.ModSeq > resync.ModSeq && (known is null || known.Contains(entry.Uid)))
            {
                MessageResponse.WriteFlags(session, index + 1, entry, withUid: true);
                await session.Writer.FlushIfLargeAsync(cancellationToken);
            }
        }
    }
}
