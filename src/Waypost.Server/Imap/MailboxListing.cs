using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Writes the responses of LIST and LSUB (RFC 3501 section 7.2.2, RFC 3348).</summary>
internal static class MailboxListing
{
    /// <summary>The mailboxes that match, with the levels above them that are no mailboxes themselves.</summary>
    public static async Task WriteAsync(ImapSession session, string response, string reference, string pattern, bool subscribedOnly, CancellationToken cancellationToken)
    {
        if (pattern.Length == 0)
        {
            // RFC 3501 section 6.3.8: an empty pattern asks for the delimiter and the root.
            session.Writer.Untagged($"{response} (\\Noselect) \"{MailboxName.Delimiter}\" \"\"");
            return;
        }

        var matcher = new MailboxPattern(reference, pattern);
        var all = await session.Store.ListAsync(session.AccountId, cancellationToken);
        var shown = all.Where(mailbox => !subscribedOnly || mailbox.Subscribed).ToList();
        var names = shown.Select(mailbox => mailbox.Name).ToHashSet(StringComparer.Ordinal);
        var parents = shown.SelectMany(mailbox => MailboxName.Superiors(mailbox.Name)).ToHashSet(StringComparer.Ordinal);
        foreach (var name in names.Union(parents).Where(matcher.Matches).OrderBy(name => name != MailboxName.Inbox).ThenBy(name => name, StringComparer.Ordinal))
        {
            var children = parents.Contains(name) ? "\\HasChildren" : "\\HasNoChildren";
            var attributes = names.Contains(name) ? children : "\\Noselect " + children;
            session.Writer.Untagged($"{response} ({attributes}) \"{MailboxName.Delimiter}\" {Wire(name)}");
        }
    }

    /// <summary>A mailbox name as it is sent.</summary>
    public static string Wire(string name) => ImapText.Quote(ModifiedUtf7.Encode(name));

    /// <summary>Creates what is missing above a mailbox (RFC 3501 section 6.3.3).</summary>
    public static async Task CreateSuperiorsAsync(IMailboxStore store, long accountId, string name, CancellationToken cancellationToken)
    {
        foreach (var superior in MailboxName.Superiors(name))
        {
            await store.CreateAsync(accountId, superior, cancellationToken);
        }
    }
}
