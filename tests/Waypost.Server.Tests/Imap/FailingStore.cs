using Waypost.Mail.Store;

namespace Waypost.Server.Tests.Imap;

/// <summary>A store whose database is down.</summary>
internal sealed class FailingStore : IMailboxStore
{
    public Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<bool> CreateAsync(long accountId, string name, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<uint> AppendAsync(long mailboxId, IReadOnlyList<string> flags, DateTimeOffset internalDate, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<IReadOnlyList<(uint Source, uint Target)>> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags, CancellationToken cancellationToken) => throw new TimeoutException();

    public Task<IReadOnlyList<uint>> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken) => throw new TimeoutException();
}
