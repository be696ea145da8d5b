using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;
using Waypost.Mail.Tables;
using Waypost.Server.Smtp;

namespace Waypost.Server.Delivery.Notices;

/// <summary>Makes the messages that tell senders what has become of theirs: one for all recipients of an attempt with the
/// same action and the same reverse-path (RFC 3461, RFC 3464).</summary>
public sealed partial class NoticeWriter(MailTablesHolder tables, IOptions<DeliveryOptions> delivery, IOptions<SmtpOptions> smtp, TimeProvider time, ILogger<NoticeWriter> logger)
{
    /// <summary>The notices, ready to be queued with the outcome that they tell of.</summary>
    internal IReadOnlyList<AcceptedMessage> Write(LeasedMessage message, IEnumerable<ReportedRecipient> recipients, ReadOnlyMemory<byte> original)
    {
        var notices = new List<AcceptedMessage>();
        foreach (IGrouping<(DsnAction Action, string ReversePath), ReportedRecipient> group in recipients.GroupBy(one => (one.Action, one.Leased.ReversePath)))
        {
            AcceptedMessage? notice = group.Key.ReversePath.Length > 0
                ? WriteTo(group.Key.ReversePath, message, [.. group], original)
                : group.Key.Action == DsnAction.Failed ? WriteDoubleBounce(message, [.. group], original) : null;
            if (notice is not null)
            {
                notices.Add(notice);
            }
        }

        return notices;
    }

    private AcceptedMessage? WriteTo(string reversePath, LeasedMessage message, IReadOnlyList<ReportedRecipient> recipients, ReadOnlyMemory<byte> original, string subjectPrefix = "")
    {
        ResolvedRecipient to = RecipientResolver.Resolve(tables.Current, reversePath);
        if (to.Reply is not null)
        {
            LogNobodyToTell(logger, message.Id, reversePath, to.Reply);
            return null;
        }

        // RET is for failures alone (RFC 3461 section 4.3).
        bool whole = recipients[0].Action == DsnAction.Failed && message.Return != DsnReturn.Headers && original.Length <= delivery.Value.MaxReturnedSize;
        var report = new StatusReport(smtp.Value.HostName, message, recipients, time.GetUtcNow());
        byte[] content = report.Write(reversePath, original, whole, subjectPrefix);
        return new AcceptedMessage("", [.. to.Recipients.Select(recipient => recipient with { ReversePath = null })], content) { IsUtf8 = report.IsUtf8 };
    }

    // What has the null reverse-path is never answered; that it is lost is the postmaster's to know (RFC 5321 section 6.1).
    private AcceptedMessage? WriteDoubleBounce(LeasedMessage message, IReadOnlyList<ReportedRecipient> recipients, ReadOnlyMemory<byte> original)
    {
        string postmaster = delivery.Value.DoubleBounceRecipient;
        if (postmaster.Length == 0 || recipients.Any(one => IsPostmaster(one.Leased.Recipient.Address, postmaster)))
        {
            LogDropped(logger, message.Id);
            return null;
        }

        return WriteTo(postmaster, message, recipients, original, "Double bounce: ");
    }

    private static bool IsPostmaster(string address, string postmaster) =>
        address.Equals(postmaster, StringComparison.OrdinalIgnoreCase) || address.StartsWith(postmaster + "@", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(2110, LogLevel.Warning, "Message {MessageId}: its sender <{ReversePath}> cannot be told: {Reply}")]
    private static partial void LogNobodyToTell(ILogger logger, long messageId, string reversePath, string reply);

    [LoggerMessage(2111, LogLevel.Warning, "Message {MessageId} with the null reverse-path failed and is dropped")]
    private static partial void LogDropped(ILogger logger, long messageId);
}
