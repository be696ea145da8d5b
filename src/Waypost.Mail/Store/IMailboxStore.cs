namespace Waypost.Mail.Store;

/// <summary>Mailboxes and their messages. Every method that changes something returns after the commit, in one
/// transaction, and has published its <see cref="MailboxChange"/>.</summary>
public interface IMailboxStore
{
    /// <summary>The account's own mailboxes, INBOX first; INBOX always exists.</summary>
    Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>One mailbox of the account, or null. INBOX in any case.</summary>
    Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken);

    /// <summary>A mailbox by its id, whoever owns it, or null.</summary>
    Task<Mailbox?> FindByIdAsync(long mailboxId, CancellationToken cancellationToken);

    /// <summary>Creates a mailbox, for a special use or none (RFC 6154 section 3); null when it exists.</summary>
    Task<Mailbox?> CreateAsync(long accountId, string name, string? specialUse, CancellationToken cancellationToken);

    /// <summary>Deletes a mailbox and its messages; false when there is none. INBOX cannot be deleted. A subscription stays.</summary>
    Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken);

    /// <summary>Renames a mailbox with its children; false when the source is missing or a target exists. The messages
    /// of INBOX move and INBOX stays (RFC 9051 section 6.3.6). Subscriptions do not follow.</summary>
    Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken);

    /// <summary>Sets or clears a subscription, also of a name that no mailbox has (RFC 9051 section 6.3.7). False when
    /// the account may not have more of them.</summary>
    Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken);

    /// <summary>The names that the account has subscribed to, with those of mailboxes that do not exist or are other accounts'.</summary>
    Task<IReadOnlyList<string>> ListSubscriptionsAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>The numbers of STATUS; null when the mailbox is gone.</summary>
    Task<MailboxStatus?> ReadStatusAsync(long mailboxId, CancellationToken cancellationToken);

    /// <summary>The index of a mailbox in UID order, with entries whose mod-sequence is above <paramref name="sinceModSeq"/> (0 for all).</summary>
    Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken);

    /// <summary>The UIDs now in the mailbox, ascending: what is missing was expunged.</summary>
    Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken);

    /// <summary>The UIDs that were expunged by changes above a mod-sequence.</summary>
    Task<ExpungedUids> ReadExpungedAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken);

    /// <summary>The summaries of contents (<see cref="MessageEntry.ContentId"/>); one that is gone is missing.</summary>
    Task<IReadOnlyDictionary<long, MessageSummary>> ReadSummariesAsync(IReadOnlyCollection<long> contentIds, CancellationToken cancellationToken);

    /// <summary>The octets of a message, trace headers first; null when it is gone.</summary>
    Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken);

    /// <summary>Some octets of a message: fewer than asked for at its end; null when it is gone.</summary>
    Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, long offset, int length, CancellationToken cancellationToken);

    /// <summary>Appends messages, all or none (RFC 3502).</summary>
    Task<AppendResult> AppendAsync(long mailboxId, IReadOnlyList<AppendedMessage> messages, CancellationToken cancellationToken);

    /// <summary>Appends a message and expunges another in one (REPLACE, RFC 8508).</summary>
    Task<AppendResult> ReplaceAsync(long mailboxId, uint uid, long targetMailboxId, AppendedMessage message, CancellationToken cancellationToken);

    /// <summary>Copies messages with their flags.</summary>
    Task<CopyResult> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken);

    /// <summary>Moves messages (RFC 6851): copy and expunge in one transaction.</summary>
    Task<CopyResult> MoveAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken);

    /// <summary>Changes flags.</summary>
    Task<FlagsResult> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagUpdate update, CancellationToken cancellationToken);

    /// <summary>Removes messages for good.</summary>
    Task<ExpungeResult> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken);
}
