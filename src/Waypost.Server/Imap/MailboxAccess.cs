using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>A mailbox under the name that this client knows it by, and what the client may do with it (RFC 4314).</summary>
internal sealed record MailboxAccess(Mailbox Mailbox, string Name, string Rights)
{
    /// <summary>Where the mailboxes of other accounts are (RFC 2342): <c>Other Users/ann/INBOX</c>.</summary>
    public const string OtherUsers = "Other Users";

    /// <summary>The reply to a client that has a right to see the mailbox only.</summary>
    public static ImapReply NoPermission { get; } = ImapReply.No("No permission", "NOPERM");

    public bool May(char right) => Rights.Contains(right, StringComparison.Ordinal);

    /// <summary>The mailbox of a name, or null when there is none that the client may know of.</summary>
    public static async Task<MailboxAccess?> FindAsync(ImapSession session, string name, CancellationToken cancellationToken)
    {
        if (!IsOtherUsers(name))
        {
            return await session.Store.FindAsync(session.AccountId, name, cancellationToken) is { } own ? new(own, own.Name, MailboxRight.All) : null;
        }

        var parts = name.Split(MailboxName.Delimiter, 3);
        return parts.Length == 3 && await session.Stores.Rights.FindSharedAsync(session.AccountId, parts[1], parts[2], cancellationToken) is { Rights.Length: > 0 } shared
            ? new(shared.Mailbox, name, shared.Rights)
            : null;
    }

    /// <summary>The name of a mailbox of another account.</summary>
    public static string NameOf(SharedMailbox shared) => string.Join(MailboxName.Delimiter, OtherUsers, shared.OwnerName, shared.Mailbox.Name);

    /// <summary>Whether a name is in the other users' namespace.</summary>
    public static bool IsOtherUsers(string name) =>
        name.StartsWith(OtherUsers, StringComparison.Ordinal) && (name.Length == OtherUsers.Length || name[OtherUsers.Length] == MailboxName.Delimiter);
}
