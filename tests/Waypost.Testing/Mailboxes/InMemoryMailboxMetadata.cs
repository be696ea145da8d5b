using Waypost.Mail.Store;

namespace Waypost.Testing.Mailboxes;

/// <summary>Annotations for tests.</summary>
public sealed class InMemoryMailboxMetadata : IMailboxMetadata
{
    private readonly Dictionary<(long Account, long Mailbox, string Name), ReadOnlyMemory<byte>> values = [];

    /// <inheritdoc/>
    public Task<IReadOnlyList<MetadataEntry>> ReadAsync(long accountId, long? mailboxId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MetadataEntry>>([.. values.Where(value => value.Key.Mailbox == (mailboxId ?? 0) && (value.Key.Account == 0 || value.Key.Account == accountId))
            .OrderBy(value => value.Key.Name, StringComparer.Ordinal).Select(value => new MetadataEntry(value.Key.Name, value.Value))]);

    /// <inheritdoc/>
    public Task<MetadataOutcome> WriteAsync(long accountId, long? mailboxId, IReadOnlyList<MetadataEntry> entries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Any(entry => entry.Value?.Length > MetadataLimits.MaxValueSize))
        {
            return Task.FromResult(MetadataOutcome.TooLarge);
        }

        foreach (var entry in entries)
        {
            var key = (entry.Name.StartsWith("/private/", StringComparison.Ordinal) ? accountId : 0, mailboxId ?? 0, entry.Name);
            if (entry.Value is { } value)
            {
                values[key] = value;
            }
            else
            {
                values.Remove(key);
            }
        }

        return Task.FromResult(MetadataOutcome.Done);
    }
}
