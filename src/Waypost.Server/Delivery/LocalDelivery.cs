using System.Text;
using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Tables;

namespace Waypost.Server.Delivery;

/// <summary>Puts a message into an account's INBOX.</summary>
public sealed class LocalDelivery(IMessageQueue queue, MailTablesHolder tables)
{
    internal async Task<DeliveryResult> DeliverAsync(LeasedRecipient leased, CancellationToken cancellationToken)
    {
        if (!tables.Current.Accounts.Contains(leased.Recipient.Account!))
        {
            return DeliveryResult.Permanent("5.1.1", $"account {leased.Recipient.Account} does not exist any more");
        }

        // Final delivery notes the envelope (RFC 5321 section 4.4); Delivered-To is RFC 9228's.
        string prefix = $"Return-Path: <{leased.ReversePath}>\r\nDelivered-To: {leased.Recipient.Address}\r\n";
        try
        {
            await queue.DeliverLocallyAsync(leased, Encoding.UTF8.GetBytes(prefix), cancellationToken);
            return DeliveryResult.Delivered;
        }
        catch (OverQuotaException)
        {
            // RFC 3463 section 3.3: room may be made, so it is tried again.
            return DeliveryResult.Transient("4.2.2", $"the mailbox of {leased.Recipient.Account} is full");
        }
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
            .Select(recipient => recipient with { Address = leased.Recipient.Address })];
        if (resolved.Reply is not null || found.Length == 0)
        {
            string reply = resolved.Reply ?? RecipientResolver.UserUnknown;
            return DeliveryResult.OfReply(int.TryParse(reply.AsSpan(0, 3), out int code) ? code : 550, reply[4..], null);
        }

        await queue.EnqueueAsync(new AcceptedMessage(leased.ReversePath, found, content), cancellationToken);
        return DeliveryResult.Delivered;
    }
}
