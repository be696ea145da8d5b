using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Imap.Fetching;

namespace Waypost.Server.Imap.Notifying;

/// <summary>Writes what a client that has used NOTIFY hears of (RFC 5465 section 5).</summary>
internal static class Notifications
{
    /// <summary>Tells of everything that waits.</summary>
    public static async Task WriteAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var notifier = session.Notifier!;
        var changes = notifier.Take();
        var subscriptions = changes.Count > 0 && notifier.Request.Groups.Any(group => group.Scope == NotifyScope.Subscribed)
            ? await session.Store.ListSubscriptionsAsync(session.AccountId, cancellationToken)
            : [];
        foreach (var change in changes)
        {
            if (change.MailboxId == session.Selected?.Mailbox.Id && change.Kind == MailboxChangeKind.Messages)
            {
                await WriteSelectedAsync(session, notifier, cancellationToken);
            }
            else if (notifier.Request.Groups.FirstOrDefault(group => !group.IsSelected && Holds(group, change.Name, subscriptions)) is { } group)
            {
                await WriteOtherAsync(session, notifier, group, change, subscriptions, cancellationToken);
            }
        }
    }

    /// <summary>Reads what is known now, and writes it for NOTIFY SET STATUS.</summary>
    public static async Task BeginAsync(ImapSession session, CancellationToken cancellationToken)
    {
        var notifier = session.Notifier!;
        if (session.Selected is { } selected)
        {
            selected.HighestTold = selected.Messages.Count > 0 ? selected.Messages[^1].Uid : 0;
        }

        var subscriptions = await session.Store.ListSubscriptionsAsync(session.AccountId, cancellationToken);
        foreach (var mailbox in await session.Store.ListAsync(session.AccountId, cancellationToken))
        {
            var wanted = notifier.Request.Groups.FirstOrDefault(group => !group.IsSelected && Holds(group, mailbox.Name, subscriptions));
            if (wanted is null || await session.Store.ReadStatusAsync(mailbox.Id, cancellationToken) is not { } status)
            {
                continue;
            }

            notifier.Compare(mailbox.Id, status);
            if (notifier.Request.WithStatus && mailbox.Id != session.Selected?.Mailbox.Id)
            {
                WriteStatus(session, mailbox.Name, mailbox, status);
            }
        }
    }

    private static bool Holds(NotifyGroup group, string name, IReadOnlyList<string> subscriptions) => group.Scope switch
    {
        NotifyScope.Inboxes => name == MailboxName.Inbox,
        NotifyScope.Personal => true,
        NotifyScope.Subscribed => subscriptions.Contains(name),
        NotifyScope.Mailboxes => group.Names.Contains(name),
        NotifyScope.Subtree => group.Names.Any(root => name == root || name.StartsWith(root + MailboxName.Delimiter, StringComparison.Ordinal)),
        _ => false,
    };

    // As after a command; new messages with what the client wants of them.
    private static async Task WriteSelectedAsync(ImapSession session, Notifier notifier, CancellationToken cancellationToken)
    {
        if (notifier.Selected is not { Events: not NotifyEvents.None } group)
        {
            return;
        }

        var selected = session.Selected!;
        var highest = selected.HighestTold;
        await session.RefreshAsync(allowExpunge: group.Scope == NotifyScope.Selected, cancellationToken);
        selected.HighestTold = selected.Messages.Count > 0 ? selected.Messages[^1].Uid : 0;
        if (group.Items.Count == 0)
        {
            return;
        }

        var items = group.Items.Any(item => item.Kind == FetchKind.Uid) ? group.Items : [new FetchItem(FetchKind.Uid, "UID"), .. group.Items];
        var responder = new FetchResponder(session, items);
        for (var index = 0; index < selected.Messages.Count; index++)
        {
            var entry = selected.Messages[index];
            if (entry.Uid > highest)
            {
                await responder.RespondAsync(index + 1, entry, await session.Store.ReadSummaryAsync(entry.ContentId, cancellationToken), withFlags: false, cancellationToken);
            }
        }
    }

    private static async Task WriteOtherAsync(
        ImapSession session, Notifier notifier, NotifyGroup group, MailboxChange change, IReadOnlyList<string> subscriptions, CancellationToken cancellationToken)
    {
        switch (change.Kind)
        {
            case MailboxChangeKind.Messages:
                if (await session.Store.FindByIdAsync(change.MailboxId, cancellationToken) is { } mailbox
                    && await session.Store.ReadStatusAsync(change.MailboxId, cancellationToken) is { } status
                    && (notifier.Compare(change.MailboxId, status) & group.Events) != NotifyEvents.None)
                {
                    WriteStatus(session, mailbox.Name, mailbox, status);
                }

                break;
            case MailboxChangeKind.Created or MailboxChangeKind.Deleted or MailboxChangeKind.Renamed when group.Events.HasFlag(NotifyEvents.MailboxName):
                var attributes = change.Kind == MailboxChangeKind.Deleted ? "\\NonExistent" : "";
                var oldName = change is { Kind: MailboxChangeKind.Renamed, OldName: { } old } ? $" (\"OLDNAME\" ({session.Wire(old)}))" : "";
                session.Writer.Untagged($"LIST ({attributes}) \"{MailboxName.Delimiter}\" {session.Wire(change.Name)}{oldName}");
                break;
            case MailboxChangeKind.Subscription when group.Events.HasFlag(NotifyEvents.SubscriptionChange):
                var subscribed = (subscriptions.Count > 0 ? subscriptions : await session.Store.ListSubscriptionsAsync(session.AccountId, cancellationToken)).Contains(change.Name);
                session.Writer.Untagged($"LIST ({(subscribed ? "\\Subscribed" : "")}) \"{MailboxName.Delimiter}\" {session.Wire(change.Name)}");
                break;
            case MailboxChangeKind.Metadata when group.Events.HasFlag(NotifyEvents.MailboxMetadataChange):
                var names = (await session.Stores.Metadata.ReadAsync(session.AccountId, change.MailboxId, cancellationToken)).Select(entry => entry.Name).ToList();
                if (names.Count > 0)
                {
                    session.Writer.Untagged($"METADATA {session.Wire(change.Name)} {string.Join(' ', names)}");
                }

                break;
        }
    }

    private static void WriteStatus(ImapSession session, string name, Mailbox mailbox, MailboxStatus status)
    {
        var modSeq = session.Has(ImapModes.CondStore) ? FormattableString.Invariant($" HIGHESTMODSEQ {status.HighestModSeq}") : "";
        session.Writer.Untagged(FormattableString.Invariant(
            $"STATUS {session.Wire(name)} (MESSAGES {status.Messages} UIDNEXT {status.UidNext} UIDVALIDITY {mailbox.UidValidity} UNSEEN {status.Unseen}{modSeq})"));
    }
}
