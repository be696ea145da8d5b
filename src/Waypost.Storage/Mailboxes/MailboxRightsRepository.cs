using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Access control lists of mailboxes.</summary>
public sealed class MailboxRightsRepository(WaypostDatabase database) : IMailboxRights
{
    private const string Read = """SELECT identifier, rights FROM mailbox_rights WHERE mailbox_id = @mailboxId ORDER BY identifier""";
    private const string Count = """SELECT COUNT(*) FROM mailbox_rights WHERE mailbox_id = @mailboxId""";
    private const string Update = """UPDATE mailbox_rights SET rights = @rights WHERE mailbox_id = @mailboxId AND identifier = @identifier""";
    private const string Insert = """INSERT INTO mailbox_rights (mailbox_id, identifier, rights) VALUES (@mailboxId, @identifier, @rights)""";
    private const string Delete = """DELETE FROM mailbox_rights WHERE mailbox_id = @mailboxId AND identifier = @identifier""";
    private const string FindAccountName = """SELECT name FROM accounts WHERE id = @accountId""";

    private const string ListShared = """
        SELECT DISTINCT m.id, a.name FROM mailbox_rights r JOIN mailboxes m ON m.id = r.mailbox_id JOIN accounts a ON a.id = m.account_id
        WHERE m.account_id <> @accountId AND r.identifier IN ('anyone', @identifier) ORDER BY a.name, m.id
        """;

    private const string FindShared = """
        SELECT m.id, a.name FROM mailboxes m JOIN accounts a ON a.id = m.account_id
        WHERE m.account_id <> @accountId AND a.name_key = @ownerKey AND m.name = @name
        """;

    public Task<IReadOnlyList<AclEntry>> ReadAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AclEntry>>(async session => await ReadAsync(session, mailboxId), cancellationToken);

    public Task<bool> SetAsync(long mailboxId, string identifier, string rights, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            if (await MailboxTree.FindByIdAsync(session, mailboxId) is not { } mailbox)
            {
                return false;
            }

            identifier = identifier.ToLowerInvariant();
            if (rights.Length == 0)
            {
                await session.ExecuteAsync(Delete, new { mailboxId, identifier });
            }
            else if (await session.ExecuteAsync(Update, new { mailboxId, identifier, rights }) == 0)
            {
                if (await session.ReadAsync<long>(Count, new { mailboxId }) >= MailboxRight.MaxEntries)
                {
                    return false;
                }

                await session.ExecuteAsync(Insert, new { mailboxId, identifier, rights });
            }

            session.Changed(new(mailbox.AccountId, mailboxId, mailbox.Name, MailboxChangeKind.Rights));
            return true;
        }, cancellationToken);

    public Task<string> ReadRightsAsync(long accountId, long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync(async session => await MailboxTree.FindByIdAsync(session, mailboxId) is { } mailbox ? await RightsAsync(session, accountId, mailbox) : "", cancellationToken);

    public Task<IReadOnlyList<SharedMailbox>> ListSharedAsync(long accountId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SharedMailbox>>(async session =>
        {
            var name = await session.FindAsync<string>(FindAccountName, new { accountId }) ?? "";
            var shared = new List<SharedMailbox>();
            foreach (var row in await session.QueryAsync<Owned>(ListShared, new { accountId, identifier = name.ToLowerInvariant() }))
            {
                if (await MailboxTree.FindByIdAsync(session, row.Id) is { } mailbox
                    && MailboxRight.Of(name, await ReadAsync(session, row.Id)) is var rights && rights.Contains('l', StringComparison.Ordinal))
                {
                    shared.Add(new(mailbox, row.Name, rights));
                }
            }

            return shared;
        }, cancellationToken);

    public Task<SharedMailbox?> FindSharedAsync(long accountId, string ownerName, string name, CancellationToken cancellationToken) =>
        database.ReadAsync(async session =>
        {
            var row = await session.FindAsync<Owned>(FindShared, new { accountId, ownerKey = ownerName.ToLowerInvariant(), name = MailboxTree.Normalize(name) });
            return row is not null && await MailboxTree.FindByIdAsync(session, row.Id) is { } mailbox && await RightsAsync(session, accountId, mailbox) is { Length: > 0 } rights
                ? new SharedMailbox(mailbox, row.Name, rights)
                : null;
        }, cancellationToken);

    private static Task<List<AclEntry>> ReadAsync(DatabaseSession session, long mailboxId) => session.QueryAsync<AclEntry>(Read, new { mailboxId });

    private static async Task<string> RightsAsync(DatabaseSession session, long accountId, Mailbox mailbox) =>
        mailbox.AccountId == accountId
            ? MailboxRight.All
            : MailboxRight.Of(await session.FindAsync<string>(FindAccountName, new { accountId }) ?? "", await ReadAsync(session, mailbox.Id));

    private sealed class Owned
    {
        public long Id { get; init; }

        public required string Name { get; init; }
    }
}
