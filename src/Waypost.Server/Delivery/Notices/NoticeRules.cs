using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery.Notices;

/// <summary>Who is told what (RFC 3461 section 4.1 and 5.2).</summary>
internal static class NoticeRules
{
    /// <summary>A failure is told unless NOTIFY says otherwise; without NOTIFY it is.</summary>
    public static bool WantsFailure(QueueRecipient recipient) => recipient.Notify?.HasFlag(DsnNotify.Failure) ?? true;

    /// <summary>Without NOTIFY a delay is told too.</summary>
    public static bool WantsDelay(QueueRecipient recipient) => recipient.Notify?.HasFlag(DsnNotify.Delay) ?? true;

    /// <summary>A success is told when asked for, unless the next server will do it.</summary>
    public static DsnAction? OfSuccess(LeasedRecipient leased, DeliveryResult result) =>
        leased.Recipient.Notify?.HasFlag(DsnNotify.Success) != true || result.IsDsnPassedOn ? null
        : result.IsExpanded ? null // Each of the new recipients has the NOTIFY of this one.
        : leased.Recipient.RemoteAddress is not null ? DsnAction.Relayed
        : DsnAction.Delivered;
}
