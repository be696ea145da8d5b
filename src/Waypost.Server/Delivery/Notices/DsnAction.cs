using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery.Notices;

/// <summary>What a DSN says of a recipient (RFC 3464 section 2.3.3).</summary>
internal enum DsnAction { Failed, Delayed, Delivered, Relayed, Expanded }

/// <summary>A recipient that a DSN tells of.</summary>
/// <param name="Leased">The recipient.</param>
/// <param name="Result">What its last attempt came to.</param>
/// <param name="Action">What is said of it.</param>
/// <param name="RetryUntil">For a delayed one, when it is given up.</param>
internal sealed record ReportedRecipient(LeasedRecipient Leased, DeliveryResult Result, DsnAction Action, DateTimeOffset? RetryUntil = null);
