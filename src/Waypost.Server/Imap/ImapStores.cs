using Waypost.Mail.Store;
using Waypost.Server.Imap.Indexes;

namespace Waypost.Server.Imap;

/// <summary>The ports that IMAP works on, and the indexes that its sessions share.</summary>
public sealed class ImapStores(IMailboxStore mailboxes, IMessageSearch search, IAccountQuotas quotas, IMailboxRights rights, IMailboxMetadata metadata, IMailboxChanges changes) : IDisposable
{
    internal IMailboxStore Mailboxes => mailboxes;

    internal IMessageSearch Search => search;

    internal IAccountQuotas Quotas => quotas;

    internal IMailboxRights Rights => rights;

    internal IMailboxMetadata Metadata => metadata;

    internal IMailboxChanges Changes => changes;

    internal MailboxIndexes Indexes { get; } = new(mailboxes, changes);

    /// <inheritdoc/>
    public void Dispose() => Indexes.Dispose();
}
