namespace Waypost.Mail.Store;

/// <summary>An annotation (RFC 5464): <c>/private/...</c> for one account, <c>/shared/...</c> for all.</summary>
/// <param name="Name">In lower case.</param>
/// <param name="Value">Null removes it.</param>
public sealed record MetadataEntry(string Name, ReadOnlyMemory<byte>? Value);

/// <summary>How SETMETADATA went.</summary>
public enum MetadataOutcome
{
    /// <summary>Committed.</summary>
    Done,

    /// <summary>A value has more octets than <see cref="MetadataLimits.MaxValueSize"/>.</summary>
    TooLarge,

    /// <summary>There would be more than <see cref="MetadataLimits.MaxEntries"/>.</summary>
    TooMany,
}

/// <summary>What annotations may take up.</summary>
public static class MetadataLimits
{
    /// <summary>Octets of one value.</summary>
    public const int MaxValueSize = 64 * 1024;

    /// <summary>Annotations of one mailbox, or of the server, that one account sees.</summary>
    public const int MaxEntries = 100;

    /// <summary>Characters of a name.</summary>
    public const int MaxNameLength = 200;
}

/// <summary>Annotations of mailboxes and of the server.</summary>
public interface IMailboxMetadata
{
    /// <summary>What the account sees: the shared annotations and its private ones. Without a mailbox, those of the server.</summary>
    Task<IReadOnlyList<MetadataEntry>> ReadAsync(long accountId, long? mailboxId, CancellationToken cancellationToken);

    /// <summary>Sets and removes annotations, all or none.</summary>
    Task<MetadataOutcome> WriteAsync(long accountId, long? mailboxId, IReadOnlyList<MetadataEntry> entries, CancellationToken cancellationToken);
}
