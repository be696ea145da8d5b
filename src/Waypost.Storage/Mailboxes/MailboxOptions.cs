namespace Waypost.Storage.Mailboxes;

/// <summary>What accounts begin with.</summary>
public sealed class MailboxOptions
{
    /// <summary>Whether a new account has Archive, Drafts, Junk, Sent and Trash with their special uses (RFC 6154) beside INBOX.</summary>
    public bool CreateSpecialUse { get; set; } = true;
}
