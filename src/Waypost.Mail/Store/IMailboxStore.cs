using Waypost.Mail.Authentication;

namespace Waypost.Mail.Store;

/// <summary>Checks a login. The time taken does not tell an unknown account from a wrong password.</summary>
public interface IAccountDirectory
{
    /// <summary>The account of a user name (<c>ann</c>, or <c>ann@domain</c> for any mail domain) and password, or null.</summary>
    Task<AccountLogin?> AuthenticateAsync(string userName, string password, CancellationToken cancellationToken);

    /// <summary>The account of a user name with its keys for SCRAM-SHA-256, or null.</summary>
    Task<ScramAccount?> FindScramAsync(string userName, CancellationToken cancellationToken);
}

/// <summary>An account that has logged in.</summary>
public sealed record AccountLogin(long Id, string Name);

/// <summary>A mailbox (RFC 9051 section 5.1): the IMAP folder. The hierarchy delimiter is <c>/</c>.</summary>
public sealed record Mailbox(long Id, string Name, uint UidValidity, uint UidNext, long HighestModSeq, bool Subscribed);

/// <summary>One message of a mailbox, as the index holds it.</summary>
/// <param name="Flags">System flags with their backslash and keywords, for example <c>\Seen</c>. Never <c>\Recent</c>.</param>
/// <param name="Size">Octets of the whole message, CRLF line ends (RFC822.SIZE).</param>
public sealed record MessageEntry(long Id, uint Uid, IReadOnlyList<string> Flags, DateTimeOffset InternalDate, long Size, long ModSeq, string Envelope, string BodyStructure);

/// <summary>How a STORE changes flags (RFC 9051 section 6.4.6).</summary>
public enum FlagChange { Replace, Add, Remove }

/// <summary>Mailboxes and their messages. Every method that changes something returns after the commit.</summary>
public interface IMailboxStore
{
    /// <summary>All mailboxes of an account, INBOX first; INBOX always exists.</summary>
    Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>One mailbox with its current UIDNEXT, or null. INBOX in any case.</summary>
    Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken);

    /// <summary>Creates a mailbox; false when it exists.</summary>
    Task<bool> CreateAsync(long accountId, string name, CancellationToken cancellationToken);

    /// <summary>Deletes a mailbox and its messages; false when there is none. INBOX cannot be deleted.</summary>
    Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken);

    /// <summary>Renames a mailbox with its children; false when the source is missing or the target exists.</summary>
    Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken);

    /// <summary>Sets or clears the subscription; false when there is no such mailbox.</summary>
    Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken);

    /// <summary>The index of a mailbox in UID order, with entries whose mod-sequence is above <paramref name="sinceModSeq"/> (0 for all).</summary>
    Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken);

    /// <summary>The UIDs now in the mailbox, ascending: what is missing was expunged.</summary>
    Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken);

    /// <summary>The octets of a message, trace headers first; null when it is gone.</summary>
    Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken);

    /// <summary>Appends a message and returns its UID.</summary>
    Task<uint> AppendAsync(long mailboxId, IReadOnlyList<string> flags, DateTimeOffset internalDate, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Copies messages; returns source and target UIDs in pairs.</summary>
    Task<IReadOnlyList<(uint Source, uint Target)>> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken);

    /// <summary>Changes flags and returns the entries as they are after it.</summary>
    Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags, CancellationToken cancellationToken);

    /// <summary>Removes messages for good; returns the UIDs that were there.</summary>
    Task<IReadOnlyList<uint>> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken);
}
