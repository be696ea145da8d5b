using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>STORE (RFC 9051 section 6.4.6).</summary>
internal sealed class StoreCommand : IImapUidCommand
{
    public string Name => "STORE";

    public ImapStates States => ImapStates.Selected;

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        parser.Space();
        var change = parser.TryTake('+') ? FlagChange.Add : parser.TryTake('-') ? FlagChange.Remove : FlagChange.Replace;
        var item = parser.Atom().ToUpperInvariant();
        if (item is not ("FLAGS" or "FLAGS.SILENT"))
        {
            parser.Fail("Unknown item");
        }

        var flags = FlagListParser.ParseBare(parser.Space());
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var selected = session.Selected!;
        if (selected.ReadOnly)
        {
            return ImapReply.No("Mailbox is read-only", "READ-ONLY");
        }

        var found = selected.Find(set, byUid);
        var changed = await session.Store.StoreFlagsAsync(selected.Mailbox.Id, [.. found.Select(message => message.Entry.Uid)], change, flags, cancellationToken);
        selected.Apply(changed);
        if (item == "FLAGS")
        {
            Respond(session.Writer, found, changed, byUid);
        }

        return changed.Count == found.Count ? ImapReply.Ok("Stored") : ImapReply.No("Some messages were expunged", "EXPUNGEISSUED");
    }

    private static void Respond(ImapWriter writer, List<(int Number, MessageEntry Entry)> found, IReadOnlyList<MessageEntry> changed, bool byUid)
    {
        var current = changed.ToDictionary(entry => entry.Uid);
        foreach (var (number, before) in found)
        {
            if (current.TryGetValue(before.Uid, out var entry))
            {
                var uid = byUid ? FormattableString.Invariant($"UID {entry.Uid} ") : "";
                writer.Untagged(FormattableString.Invariant($"{number} FETCH ({uid}FLAGS ({string.Join(' ', entry.Flags)}))"));
            }
        }
    }
}
