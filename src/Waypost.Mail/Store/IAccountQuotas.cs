namespace Waypost.Mail.Store;

/// <summary>What an account may hold and holds (RFC 9208). One quota root an account covers all of its mailboxes.</summary>
/// <param name="StorageUsed">Octets (the resource STORAGE counts units of 1024).</param>
/// <param name="StorageLimit">Octets; null without a limit.</param>
/// <param name="MessagesUsed">Messages.</param>
/// <param name="MessagesLimit">Messages; null without a limit.</param>
public sealed record QuotaUsage(long StorageUsed, long? StorageLimit, long MessagesUsed, long? MessagesLimit)
{
    /// <summary>Whether there is a limit at all.</summary>
    public bool HasLimits => StorageLimit is not null || MessagesLimit is not null;

    /// <summary>Whether so many octets in so many messages may come.</summary>
    public bool Allows(long octets, long messages) =>
        !(StorageUsed + octets > StorageLimit) && !(MessagesUsed + messages > MessagesLimit);
}

/// <summary>The quotas of accounts. The use is counted in the transaction of every write.</summary>
public interface IAccountQuotas
{
    /// <summary>Use and limits; null when the account is gone.</summary>
    Task<QuotaUsage?> ReadAsync(long accountId, CancellationToken cancellationToken);

    /// <summary>Sets the limits, null for none (SETQUOTA); false when the account is gone.</summary>
    Task<bool> SetLimitsAsync(long accountId, long? storageLimit, long? messagesLimit, CancellationToken cancellationToken);
}

/// <summary>A delivery would take its account over its quota: 4.2.2 (RFC 3463 section 3.3).</summary>
public sealed class OverQuotaException : Exception
{
    /// <summary>Without more to say.</summary>
    public OverQuotaException()
        : base("The mailbox is full.")
    {
    }

    /// <summary>With a reason.</summary>
    public OverQuotaException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and a cause.</summary>
    public OverQuotaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
