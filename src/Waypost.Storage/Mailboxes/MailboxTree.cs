using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>The names of an account's mailboxes: created, deleted and renamed.</summary>
internal static class MailboxTree
{
    // INBOX in any case is first, whatever the order of the engine.
    private const string List = """
        SELECT m.id, m.account_id, m.name, m.uid_validity, m.uid_next, m.highest_mod_seq, m.message_count, m.total_size, m.special_use,
            CASE WHEN s.name IS NULL THEN 0 ELSE 1 END AS subscribed
        FROM mailboxes m LEFT JOIN mailbox_subscriptions s ON s.account_id = m.account_id AND s.name = m.name
        WHERE m.account_id = @accountId ORDER BY m.name
        """;

    private const string FindByName = """
        SELECT m.id, m.account_id, m.name, m.uid_validity, m.uid_next, m.highest_mod_seq, m.message_count, m.total_size, m.special_use,
            CASE WHEN s.name IS NULL THEN 0 ELSE 1 END AS subscribed
        FROM mailboxes m LEFT JOIN mailbox_subscriptions s ON s.account_id = m.account_id AND s.name = m.name
        WHERE m.account_id = @accountId AND m.name = @name
        """;

    private const string FindById = """
        SELECT m.id, m.account_id, m.name, m.uid_validity, m.uid_next, m.highest_mod_seq, m.message_count, m.total_size, m.special_use,
            CASE WHEN s.name IS NULL THEN 0 ELSE 1 END AS subscribed
        FROM mailboxes m LEFT JOIN mailbox_subscriptions s ON s.account_id = m.account_id AND s.name = m.name
        WHERE m.id = @mailboxId
        """;

    private const string AccountExists = """SELECT COUNT(*) FROM accounts WHERE id = @accountId""";
    private const string ListContents = """SELECT DISTINCT content_id FROM mailbox_entries WHERE mailbox_id = @mailboxId""";
    private const string ListUids = """SELECT uid FROM mailbox_entries WHERE mailbox_id = @mailboxId ORDER BY uid""";
    private const string DeleteEntries = """DELETE FROM mailbox_entries WHERE mailbox_id = @mailboxId""";
    private const string DeleteAnnotations = """DELETE FROM mailbox_annotations WHERE mailbox_id = @mailboxId""";
    private const string DeleteMailbox = """DELETE FROM mailboxes WHERE id = @mailboxId""";
    private const string RenameMailbox = """UPDATE mailboxes SET name = @name WHERE id = @mailboxId""";

    /// <summary>RFC 9051 section 5.1: INBOX in any case is one name.</summary>
    public static string Normalize(string name) =>
        name.Equals(MailboxRows.Inbox, StringComparison.OrdinalIgnoreCase) ? MailboxRows.Inbox
        : name.StartsWith("INBOX/", StringComparison.OrdinalIgnoreCase) ? MailboxRows.Inbox + name[5..]
        : name;

    public static async Task<IReadOnlyList<Mailbox>> ListAsync(DatabaseSession session, long accountId) =>
        [.. (await session.QueryAsync<Record>(List, new { accountId })).Select(record => record.ToMailbox()).OrderBy(mailbox => mailbox.Name != MailboxRows.Inbox)];

    public static async Task<Mailbox?> FindAsync(DatabaseSession session, long accountId, string name) =>
        (await session.FindAsync<Record>(FindByName, new { accountId, name }))?.ToMailbox();

    public static async Task<Mailbox?> FindByIdAsync(DatabaseSession session, long mailboxId) =>
        (await session.FindAsync<Record>(FindById, new { mailboxId }))?.ToMailbox();

    public static async Task<bool> EnsureInboxAsync(DatabaseSession session, long accountId)
    {
        if (await session.ReadAsync<long>(AccountExists, new { accountId }) == 0)
        {
            return false;
        }

        await MailboxRows.FindOrCreateInboxAsync(session, accountId);
        return true;
    }

    public static async Task<Mailbox?> CreateAsync(DatabaseSession session, long accountId, string name, string? specialUse)
    {
        name = Normalize(name);
        if (await FindAsync(session, accountId, name) is not null)
        {
            return null;
        }

        var id = await MailboxRows.CreateAsync(session, accountId, name, specialUse);
        return await FindByIdAsync(session, id);
    }

    public static async Task<bool> DeleteAsync(DatabaseSession session, long accountId, string name)
    {
        name = Normalize(name);
        if (name == MailboxRows.Inbox || await FindAsync(session, accountId, name) is not { } mailbox)
        {
            return false;
        }

        var contents = await session.QueryAsync<long>(ListContents, new { mailboxId = mailbox.Id });
        await session.ExecuteAsync(DeleteEntries, new { mailboxId = mailbox.Id });
        await session.ExecuteAsync(DeleteAnnotations, new { mailboxId = mailbox.Id });
        await session.ExecuteAsync(DeleteMailbox, new { mailboxId = mailbox.Id });
        await ContentRows.DeleteUnreferencedAsync(session, contents);
        session.Changed(new(accountId, mailbox.Id, name, MailboxChangeKind.Deleted));
        return true;
    }

    public static async Task<bool> RenameAsync(DatabaseSession session, long accountId, string name, string newName)
    {
        name = Normalize(name);
        newName = Normalize(newName);
        var all = (await ListAsync(session, accountId)).ToDictionary(mailbox => mailbox.Name, StringComparer.Ordinal);
        if (!all.TryGetValue(name, out var source) || all.ContainsKey(newName))
        {
            return false;
        }

        if (name == MailboxRows.Inbox)
        {
            // RFC 9051 section 6.3.6: the messages of INBOX move, INBOX itself stays and is empty.
            var targetId = await MailboxRows.CreateAsync(session, accountId, newName);
            var uids = await session.QueryAsync<long>(ListUids, new { mailboxId = source.Id });
            await MessageMoves.CopyAsync(session, source.Id, uids.ConvertAll(uid => (uint)uid), targetId, move: true);
            return true;
        }

        var moves = all.Values.Where(mailbox => mailbox.Name == name || mailbox.Name.StartsWith(name + "/", StringComparison.Ordinal))
            .Select(mailbox => (Mailbox: mailbox, Name: newName + mailbox.Name[name.Length..])).ToList();
        if (newName.StartsWith(name + "/", StringComparison.Ordinal) || moves.Exists(move => all.ContainsKey(move.Name)))
        {
            return false;
        }

        foreach (var move in moves)
        {
            await session.ExecuteAsync(RenameMailbox, new { mailboxId = move.Mailbox.Id, name = move.Name });
            session.Changed(new(accountId, move.Mailbox.Id, move.Name, MailboxChangeKind.Renamed, move.Mailbox.HighestModSeq, move.Mailbox.Name));
        }

        return true;
    }

    internal sealed class Record
    {
        public long Id { get; init; }

        public long AccountId { get; init; }

        public required string Name { get; init; }

        public long UidValidity { get; init; }

        public long UidNext { get; init; }

        public long HighestModSeq { get; init; }

        public long MessageCount { get; init; }

        public long TotalSize { get; init; }

        public string? SpecialUse { get; init; }

        public bool Subscribed { get; init; }

        public Mailbox ToMailbox() => new(Id, Name, (uint)UidValidity, (uint)UidNext, HighestModSeq, Subscribed)
        {
            AccountId = AccountId,
            SpecialUse = SpecialUse,
            MessageCount = MessageCount,
            TotalSize = TotalSize,
        };
    }
}
