using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Annotations of mailboxes and of the server (RFC 5464). Account 0 stands for everybody, mailbox 0 for the server.</summary>
public sealed class MailboxAnnotations(WaypostDatabase database) : IMailboxMetadata
{
    private const string Read = """
        SELECT name, value AS octets FROM mailbox_annotations WHERE mailbox_id = @mailboxId AND account_id IN (0, @accountId) ORDER BY name
        """;

    private const string Count = """SELECT COUNT(*) FROM mailbox_annotations WHERE mailbox_id = @mailboxId AND account_id IN (0, @accountId)""";
    private const string Update = """UPDATE mailbox_annotations SET value = @value WHERE mailbox_id = @mailboxId AND account_id = @accountId AND name = @name""";
    private const string Insert = """INSERT INTO mailbox_annotations (mailbox_id, account_id, name, value) VALUES (@mailboxId, @accountId, @name, @value)""";
    private const string Delete = """DELETE FROM mailbox_annotations WHERE mailbox_id = @mailboxId AND account_id = @accountId AND name = @name""";

    public Task<IReadOnlyList<MetadataEntry>> ReadAsync(long accountId, long? mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<MetadataEntry>>(
            async session => [.. (await session.QueryAsync<Record>(Read, new { accountId, mailboxId = mailboxId ?? 0 })).Select(record => new MetadataEntry(record.Name, record.Octets))],
            cancellationToken);

    public async Task<MetadataOutcome> WriteAsync(long accountId, long? mailboxId, IReadOnlyList<MetadataEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Any(entry => entry.Value?.Length > MetadataLimits.MaxValueSize || entry.Name.Length > MetadataLimits.MaxNameLength))
        {
            return MetadataOutcome.TooLarge;
        }

        if (mailboxId is not { } id)
        {
            return await database.WriteAsync(session => SetAsync(session, accountId, 0, entries), cancellationToken);
        }

        return await database.WriteAsync(async session =>
        {
            var outcome = await SetAsync(session, accountId, id, entries);
            if (await MailboxTree.FindByIdAsync(session, id) is { } mailbox)
            {
                session.Changed(new(mailbox.AccountId, id, mailbox.Name, MailboxChangeKind.Metadata));
            }

            return outcome;
        }, cancellationToken);
    }

    private static async Task<MetadataOutcome> SetAsync(DatabaseSession session, long accountId, long mailboxId, IReadOnlyList<MetadataEntry> entries)
    {
        var left = MetadataLimits.MaxEntries - await session.ReadAsync<long>(Count, new { accountId, mailboxId })
            - entries.Count(entry => entry.Value is not null) + entries.Count(entry => entry.Value is null);
        if (left < 0 && entries.Any(entry => entry.Value is not null))
        {
            return MetadataOutcome.TooMany;
        }

        foreach (var entry in entries)
        {
            var owner = entry.Name.StartsWith("/private/", StringComparison.OrdinalIgnoreCase) ? accountId : 0;
            var parameters = new { mailboxId, accountId = owner, name = entry.Name.ToLowerInvariant(), value = entry.Value?.ToArray() };
            if (entry.Value is null)
            {
                await session.ExecuteAsync(Delete, parameters);
            }
            else if (await session.ExecuteAsync(Update, parameters) == 0)
            {
                await session.ExecuteAsync(Insert, parameters);
            }
        }

        return MetadataOutcome.Done;
    }

    private sealed class Record
    {
        public required string Name { get; init; }

        public byte[] Octets { get; init; } = [];
    }
}
