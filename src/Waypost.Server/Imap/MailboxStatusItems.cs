using System.Text;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>The items of STATUS and of LIST's RETURN (STATUS ...) (RFC 9051 section 6.3.11, RFC 5819).</summary>
internal static class MailboxStatusItems
{
    private static readonly string[] Known =
        ["MESSAGES", "RECENT", "UIDNEXT", "UIDVALIDITY", "UNSEEN", "SIZE", "DELETED", "DELETED-STORAGE", "HIGHESTMODSEQ", "MAILBOXID", "APPENDLIMIT"];

    /// <summary>The items in parentheses.</summary>
    public static IReadOnlyList<string> Parse(ImapParser parser)
    {
        var items = new List<string>();
        parser.Expect('(');
        do
        {
            var item = parser.Atom().ToUpperInvariant();
            if (!Known.Contains(item) || items.Contains(item))
            {
                parser.Fail("Unknown status item");
            }

            items.Add(item);
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        return items;
    }

    /// <summary>Writes the response; false when the mailbox is gone.</summary>
    public static async Task<bool> WriteAsync(ImapSession session, MailboxAccess access, IReadOnlyList<string> items, CancellationToken cancellationToken)
    {
        if (await session.Store.ReadStatusAsync(access.Mailbox.Id, cancellationToken) is not { } status)
        {
            return false;
        }

        if (items.Contains("HIGHESTMODSEQ"))
        {
            session.Modes |= ImapModes.CondStore;
        }

        var text = new StringBuilder($"STATUS {session.Wire(access.Name)} (");
        var separator = "";
        foreach (var item in items)
        {
            text.Append(separator).Append(item).Append(' ');
            separator = " ";
            if (item == "MAILBOXID")
            {
                text.Append('(').Append(access.Mailbox.ObjectId).Append(')');
            }
            else
            {
                text.Append(item == "DELETED-STORAGE" ? await DeletedSizeAsync(session, access, status, cancellationToken) : Value(session, item, access.Mailbox, status));
            }
        }

        session.Writer.Untagged(text.Append(')').ToString());
        return true;
    }

    private static long Value(ImapSession session, string item, Mailbox mailbox, MailboxStatus status) => item switch
    {
        "MESSAGES" => status.Messages,
        "UIDNEXT" => status.UidNext,
        "UIDVALIDITY" => mailbox.UidValidity,
        "UNSEEN" => status.Unseen,
        "SIZE" => status.Size,
        "DELETED" => status.Deleted,
        "HIGHESTMODSEQ" => status.HighestModSeq,
        "APPENDLIMIT" => session.Options.MaxMessageSize,
        _ => 0,
    };

    // RFC 9208 section 4.1.4: octets that an EXPUNGE would give back.
    private static async Task<long> DeletedSizeAsync(ImapSession session, MailboxAccess access, MailboxStatus status, CancellationToken cancellationToken) => status.Deleted == 0
        ? 0
        : (await session.Store.ReadIndexAsync(access.Mailbox.Id, 0, cancellationToken)).Where(entry => entry.Flags.Has(ImapFlags.Deleted)).Sum(entry => entry.Size);
}
