using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>STORE (RFC 9051 section 6.4.6), with UNCHANGEDSINCE (RFC 7162 section 3.1.3).</summary>
internal sealed class StoreCommand : IImapUidCommand
{
    public string Name => "STORE";

    public ImapStates States => ImapStates.Selected;

    public string? Capability => "CONDSTORE";

    public bool AllowsExpunge => false;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken)
    {
        var set = parser.Space().Sequence();
        var unchangedSince = ParseModifier(parser.Space());
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

        if (Permitted(selected, change, flags) is not { } permitted)
        {
            return MailboxAccess.NoPermission;
        }

        session.Modes |= unchangedSince is null ? ImapModes.None : ImapModes.CondStore;
        var found = selected.Find(set, byUid);
        var result = await session.Store.StoreFlagsAsync(selected.Mailbox.Id, found.ConvertAll(message => message.Entry.Uid), new FlagUpdate(change, permitted, unchangedSince), cancellationToken);
        selected.Apply(result.Entries);
        await RespondAsync(session, found, result, item == "FLAGS", byUid || session.Has(ImapModes.QResync), cancellationToken);
        return Reply(found, result, byUid);
    }

    private static long? ParseModifier(ImapParser parser)
    {
        if (!parser.TryTake('('))
        {
            return null;
        }

        if (!parser.TryTakeWord("UNCHANGEDSINCE"))
        {
            parser.Fail("Unknown modifier");
        }

        var modSeq = parser.Space().LongNumber();
        parser.Expect(')').Space();
        return modSeq;
    }

    // RFC 4314 section 4: flags without a right are left alone; NO when nothing is left. To replace flags takes every right.
    private static List<string>? Permitted(SelectedMailbox selected, FlagChange change, IReadOnlyList<string> flags)
    {
        if (change == FlagChange.Replace)
        {
            return selected.May('s') && selected.May('w') && selected.May('t') ? [.. flags] : null;
        }

        List<string> permitted = [.. flags.Where(flag => selected.May(flag == ImapFlags.Seen ? 's' : flag == ImapFlags.Deleted ? 't' : 'w'))];
        return permitted.Count > 0 || flags.Count == 0 ? permitted : null;
    }

    private static async Task RespondAsync(ImapSession session, List<(int Number, MessageEntry Entry)> found, FlagsResult result, bool withFlags, bool withUid, CancellationToken cancellationToken)
    {
        // Without flags there is only the mod-sequence to tell (RFC 7162 section 3.1.3).
        if (!withFlags && !session.Has(ImapModes.CondStore))
        {
            return;
        }

        // Both lists ascend by UID.
        var at = 0;
        foreach (var (number, before) in found)
        {
            while (at < result.Entries.Count && result.Entries[at].Uid < before.Uid)
            {
                at++;
            }

            if (at == result.Entries.Count || result.Entries[at].Uid != before.Uid)
            {
                continue;
            }

            if (withFlags)
            {
                MessageResponse.WriteFlags(session, number, result.Entries[at], withUid);
            }
            else if (result.Entries[at].ModSeq != before.ModSeq)
            {
                MessageResponse.WriteModSeqOnly(session, number, result.Entries[at], withUid);
            }

            await session.Writer.FlushIfLargeAsync(cancellationToken);
        }
    }

    private static ImapReply Reply(List<(int Number, MessageEntry Entry)> found, FlagsResult result, bool byUid)
    {
        if (result.Modified.Count > 0)
        {
            var modified = result.Modified.ToHashSet();
            var numbers = found.Where(message => modified.Contains(message.Entry.Uid)).Select(message => byUid ? message.Entry.Uid : (uint)message.Number);
            return ImapReply.Ok("Some messages have changed since", $"MODIFIED {SequenceSet.Format(numbers)}");
        }

        return result.Entries.Count == found.Count ? ImapReply.Ok("Stored") : ImapReply.No("Some messages were expunged", "EXPUNGEISSUED");
    }
}
