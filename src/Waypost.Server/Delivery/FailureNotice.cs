using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;
using Waypost.Mail.Tables;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery;

/// <summary>Tells the sender of a message that it failed (RFC 5321 section 6.1).</summary>
public sealed partial class FailureNotice(IMessageQueue queue, MailTablesHolder tables, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<FailureNotice> logger)
{
    /// <summary>Queues the DSN, before the failed recipient leaves the queue: rather two notices than none.</summary>
    internal async Task SendAsync(LeasedRecipient leased, DeliveryResult result, ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        // A DSN about a DSN would never end.
        if (leased.ReversePath.Length == 0)
        {
            return;
        }

        ResolvedRecipient sender = RecipientResolver.Resolve(tables.Current, leased.ReversePath);
        if (sender.Reply is not null)
        {
            LogNoSender(logger, leased.MessageId, leased.ReversePath, sender.Reply);
            return;
        }

        byte[] content = DeliveryReport.Write(smtp.Value.HostName, leased, result, original, time.GetUtcNow());
        await queue.EnqueueAsync(new AcceptedMessage("", sender.Recipients, content), cancellationToken);
    }

    [LoggerMessage(2110, LogLevel.Warning, "Message {MessageId} failed and its sender <{ReversePath}> cannot be told: {Reply}")]
    private static partial void LogNoSender(ILogger logger, long messageId, string reversePath, string reply);
}
