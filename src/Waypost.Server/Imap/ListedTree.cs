using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>Every name that an account can list: its mailboxes, those that others share, subscriptions, and the levels above them.</summary>
internal sealed class ListedTree
{
    private readonly Dictionary<string, MailboxAccess> mailboxes = new(StringComparer.Ordinal);
    private readonly HashSet<string> subscriptions;
    private readonly HashSet<string> parents;
    private readonly List<string> names;

    private ListedTree(IEnumerable<MailboxAccess> all, IEnumerable<string> subscribed)
    {
        foreach (var access in all)
        {
            mailboxes[access.Name] = access;
        }

        subscriptions = subscribed.ToHashSet(StringComparer.Ordinal);
        parents = mailboxes.Keys.SelectMany(MailboxName.Superiors).ToHashSet(StringComparer.Ordinal);
        names = [.. mailboxes.Keys.Union(parents).Union(subscriptions).Union(subscriptions.SelectMany(MailboxName.Superiors))
            .OrderBy(name => name != MailboxName.Inbox).ThenBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>INBOX first, then in order.</summary>
    public IReadOnlyList<string> Names => names;

    public static async Task<ListedTree> ReadAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var own = await session.Store.ListAsync(session.AccountId, cancellationToken);
        var shared = await session.Stores.Rights.ListSharedAsync(session.AccountId, cancellationToken);
        var subscribed = await session.Store.ListSubscriptionsAsync(session.AccountId, cancellationToken);
        return new(
            own.Select(mailbox => new MailboxAccess(mailbox, mailbox.Name, Mail.Store.MailboxRight.All))
                .Concat(shared.Select(mailbox => new MailboxAccess(mailbox.Mailbox, MailboxAccess.NameOf(mailbox), mailbox.Rights))),
            subscribed);
    }

    public MailboxAccess? Find(string name) => mailboxes.GetValueOrDefault(name);

    public bool IsSubscribed(string name) => subscriptions.Contains(name);

    public bool HasChildren(string name) => parents.Contains(name);

    /// <summary>The names below a name.</summary>
    public IEnumerable<string> Below(string name) => names.Where(other => other.Length > name.Length && other[name.Length] == MailboxName.Delimiter && other.StartsWith(name, StringComparison.Ordinal));
}
