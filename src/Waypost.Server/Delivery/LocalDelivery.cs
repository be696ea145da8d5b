using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;
using Waypost.Mail.Tables;

namespace Waypost.Server.Delivery;

/// <summary>Puts a message into an account's INBOX.</summary>
public sealed class LocalDelivery(IMessageQueue queue, MailTablesHolder tables)
{
    /// <summary>Delivers and, with it, ends the recipient and queues the notices.</summary>
    internal async Task<DeliveryResult> DeliverAsync(LeasedRecipient leased, IReadOnlyList<AcceptedMessage> notices, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> prefix = FinalDelivery.HeaderPrefix(leased.ReversePath, leased.Recipient.Address);
        return tables.Current.Accounts.Contains(leased.Recipient.Account!) && await queue.DeliverLocallyAsync(leased, prefix, notices, cancellationToken)
            ? DeliveryResult.Delivered
            : DeliveryResult.Permanent("5.1.1", $"account {leased.Recipient.Account} does not exist any more");
    }

    /// <summary>Whether the recipient is marked remote, yet its domain is ours: an alias had this target and it did not resolve, or the domain has come to us since.</summary>
    internal bool IsAtLocalDomain(LeasedRecipient leased) =>
        EnvelopeAddress.TryParse(leased.Recipient.RemoteAddress, out EnvelopeAddress address) && tables.Current.IsLocalDomain(address.Domain);

    /// <summary>Resolves such a recipient once more, and queues the message anew for what it finds.</summary>
    internal async Task<DeliveryResult> ResolveAgainAsync(LeasedRecipient leased, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ResolvedRecipient resolved = RecipientResolver.Resolve(tables.Current, leased.Recipient.RemoteAddress!);
        QueueRecipient[] found = [.. resolved.Recipients
            .Where(recipient => !string.Equals(recipient.RemoteAddress, leased.Recipient.RemoteAddress, StringComparison.OrdinalIgnoreCase))
            .Select(recipient => recipient with
            {
                Address = leased.Recipient.Address,
                Notify = leased.Recipient.Notify,
                OriginalRecipient = leased.Recipient.OriginalRecipient,
                ReversePath = recipient.ReversePath ?? leased.Recipient.ReversePath,
            })];
        if (resolved.Reply is not null || found.Length == 0)
        {
            string reply = resolved.Reply ?? RecipientResolver.UserUnknown;
            return DeliveryResult.OfReply(int.TryParse(reply.AsSpan(0, 3), out int code) ? code : 550, reply[4..], null);
        }

        LeasedMessage message = leased.Message;
        await queue.EnqueueAsync(new AcceptedMessage(message.ReversePath, found, content)
        {
            EnvelopeId = message.EnvelopeId,
            Return = message.Return,
            Body = message.Body,
            IsUtf8 = message.IsUtf8,
            RequireTls = message.RequireTls,
            Priority = message.Priority,
        }, cancellationToken);
        return DeliveryResult.Delivered with { IsExpanded = true };
    }
}
