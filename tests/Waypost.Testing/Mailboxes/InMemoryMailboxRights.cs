using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>Access control lists for tests.</summary>
/// <param name="accountName">The name of an account's id.</param>
public sealed class InMemoryMailboxRights(InMemoryMailboxStore store, Func<long, string?> accountName) : IMailboxRights
{
    private readonly Dictionary<long, List<AclEntry>> lists = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<AclEntry>> ReadAsync(long mailboxId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AclEntry>>([.. lists.GetValueOrDefault(mailboxId) ?? []]);

    /// <inheritdoc/>
    public async Task<bool> SetAsync(long mailboxId, string identifier, string rights, CancellationToken cancellationToken)
    {
        if (await store.FindByIdAsync(mailboxId, cancellationToken) is not { } mailbox)
        {
            return false;
        }

        var list = lists.GetValueOrDefault(mailboxId) ?? (lists[mailboxId] = []);
        list.RemoveAll(entry => entry.Identifier == identifier);
        if (rights.Length > 0)
        {
            list.Add(new(identifier, rights));
        }

        store.Changes.Publish(new(mailbox.AccountId, mailboxId, mailbox.Name, MailboxChangeKind.Rights));
        return true;
    }

    /// <inheritdoc/>
    public async Task<string> ReadRightsAsync(long accountId, long mailboxId, CancellationToken cancellationToken) =>
        await store.FindByIdAsync(mailboxId, cancellationToken) is not { } mailbox ? ""
        : mailbox.AccountId == accountId ? MailboxRight.All
        : MailboxRight.Of(accountName(accountId) ?? "", lists.GetValueOrDefault(mailboxId) ?? []);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SharedMailbox>> ListSharedAsync(long accountId, CancellationToken cancellationToken)
    {
        var shared = new List<SharedMailbox>();
        foreach (var id in lists.Keys)
        {
            if (await store.FindByIdAsync(id, cancellationToken) is { } mailbox && mailbox.AccountId != accountId
                && await ReadRightsAsync(accountId, id, cancellationToken) is var rights && rights.Contains('l', StringComparison.Ordinal))
            {
                shared.Add(new(mailbox, accountName(mailbox.AccountId) ?? "", rights));
            }
        }

        return shared;
    }

    /// <inheritdoc/>
    public async Task<SharedMailbox?> FindSharedAsync(long accountId, string ownerName, string name, CancellationToken cancellationToken)
    {
        foreach (var id in lists.Keys)
        {
            if (await store.FindByIdAsync(id, cancellationToken) is { } mailbox && mailbox.AccountId != accountId && mailbox.Name == name && accountName(mailbox.AccountId) == ownerName
                && await ReadRightsAsync(accountId, id, cancellationToken) is { Length: > 0 } rights)
            {
                return new(mailbox, ownerName, rights);
            }
        }

        return null;
    }
}
