namespace Waypost.Mail.Store;

/// <summary>What changed about a mailbox.</summary>
public enum MailboxChangeKind
{
    /// <summary>Messages came, went, or have other flags: <see cref="MailboxChange.ModSeq"/> tells up to where.</summary>
    Messages,

    /// <summary>It was created.</summary>
    Created,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>It has another name: <see cref="MailboxChange.OldName"/> is the one before.</summary>
    Renamed,

    /// <summary>A subscription was set or cleared; there may be no mailbox (id 0).</summary>
    Subscription,

    /// <summary>Its access control list is another (RFC 4314).</summary>
    Rights,

    /// <summary>An annotation was set or removed (RFC 5464).</summary>
    Metadata,
}

/// <summary>A committed change.</summary>
/// <param name="AccountId">The account that owns the mailbox.</param>
public sealed record MailboxChange(long AccountId, long MailboxId, string Name, MailboxChangeKind Kind, long ModSeq = 0, string? OldName = null);

/// <summary>Tells sessions of committed changes: those of this node at once, those of other nodes within a second.</summary>
public interface IMailboxChanges
{
    /// <summary>Calls back for each change of any mailbox of an account, until disposed.</summary>
    /// <param name="changed">Called on the thread of whoever committed: it must be quick, must not throw and must not block.
    /// Several changes of messages may be told as one.</param>
    IDisposable WatchAccount(long accountId, Action<MailboxChange> changed);

    /// <summary>Calls back for each change of one mailbox, until disposed.</summary>
    /// <param name="changed">As for <see cref="WatchAccount"/>.</param>
    IDisposable WatchMailbox(long mailboxId, Action<MailboxChange> changed);
}
