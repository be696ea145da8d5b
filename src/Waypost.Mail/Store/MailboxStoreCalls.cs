namespace Waypost.Mail.Store;

/// <summary>Shorter forms of the store's methods.</summary>
public static class MailboxStoreCalls
{
    /// <summary>Creates a mailbox without a special use; false when it exists.</summary>
    public static async Task<bool> CreateAsync(this IMailboxStore store, long accountId, string name, CancellationToken cancellationToken) =>
        await store.CreateAsync(accountId, name, null, cancellationToken) is not null;

    /// <summary>Appends one message and returns its UID.</summary>
    /// <exception cref="InvalidOperationException">The mailbox is gone or the owner is over quota.</exception>
    public static async Task<uint> AppendAsync(
        this IMailboxStore store, long mailboxId, IReadOnlyList<string> flags, DateTimeOffset internalDate, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var result = await store.AppendAsync(mailboxId, [new(flags, internalDate, content)], cancellationToken);
        return result.Outcome == StoreOutcome.Done ? result.Uids[0] : throw new InvalidOperationException($"The message was not appended: {result.Outcome}.");
    }

    /// <summary>Changes flags and returns the entries as they are after it.</summary>
    public static async Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(
        this IMailboxStore store, long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags, CancellationToken cancellationToken) =>
        (await store.StoreFlagsAsync(mailboxId, uids, new FlagUpdate(change, flags), cancellationToken)).Entries;

    /// <summary>The summary of one content, or null.</summary>
    public static async Task<MessageSummary?> ReadSummaryAsync(this IMailboxStore store, long contentId, CancellationToken cancellationToken) =>
        (await store.ReadSummariesAsync([contentId], cancellationToken)).GetValueOrDefault(contentId);
}
