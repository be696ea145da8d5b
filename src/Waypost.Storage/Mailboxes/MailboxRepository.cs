using Waypost.Mail.Store;
using Waypost.Storage.Database;

namespace Waypost.Storage.Mailboxes;

/// <summary>Mailboxes and the index of their messages.</summary>
public sealed class MailboxRepository(WaypostDatabase database) : IMailboxStore
{
    private const string ListMailboxes = """
        SELECT id, name, uid_validity, uid_next, highest_mod_seq, subscribed FROM mailboxes WHERE account_id = @accountId ORDER BY name
        """;

    private const string FindMailbox = """
        SELECT id, name, uid_validity, uid_next, highest_mod_seq, subscribed FROM mailboxes WHERE account_id = @accountId AND name = @name
        """;

    private const string ListContents = """SELECT DISTINCT content_id FROM mailbox_messages WHERE mailbox_id = @mailboxId""";
    private const string DeleteMessages = """DELETE FROM mailbox_messages WHERE mailbox_id = @mailboxId""";
    private const string DeleteMailbox = """DELETE FROM mailboxes WHERE id = @mailboxId""";
    private const string RenameMailbox = """UPDATE mailboxes SET name = @name WHERE id = @mailboxId""";
    private const string MoveMessages = """UPDATE mailbox_messages SET mailbox_id = @targetId WHERE mailbox_id = @mailboxId""";
    private const string RaiseModSeq = """UPDATE mailboxes SET highest_mod_seq = highest_mod_seq + 1 WHERE id = @mailboxId""";
    private const string Subscribe = """UPDATE mailboxes SET subscribed = @subscribed WHERE account_id = @accountId AND name = @name""";
    private const string AccountExists = """SELECT COUNT(*) FROM accounts WHERE id = @accountId""";

    public async Task<IReadOnlyList<Mailbox>> ListAsync(long accountId, CancellationToken cancellationToken)
    {
        await EnsureInboxAsync(accountId, cancellationToken);
        var records = await database.ReadAsync(session => session.QueryAsync<Record>(ListMailboxes, new { accountId }), cancellationToken);
        return [.. records.Select(record => record.ToMailbox()).OrderBy(mailbox => mailbox.Name != MailboxRows.Inbox)];
    }

    public async Task<Mailbox?> FindAsync(long accountId, string name, CancellationToken cancellationToken)
    {
        name = Normalize(name);
        var record = await database.ReadAsync(session => session.FindAsync<Record>(FindMailbox, new { accountId, name }), cancellationToken);
        if (record is null && name == MailboxRows.Inbox && await EnsureInboxAsync(accountId, cancellationToken))
        {
            record = await database.ReadAsync(session => session.FindAsync<Record>(FindMailbox, new { accountId, name }), cancellationToken);
        }

        return record?.ToMailbox();
    }

    public Task<bool> CreateAsync(long accountId, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            name = Normalize(name);
            if (await session.FindAsync<Record>(FindMailbox, new { accountId, name }) is not null)
            {
                return false;
            }

            await MailboxRows.CreateAsync(session, accountId, name);
            return true;
        }, cancellationToken);

    public Task<bool> DeleteAsync(long accountId, string name, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            name = Normalize(name);
            if (name == MailboxRows.Inbox || await session.FindAsync<Record>(FindMailbox, new { accountId, name }) is not { } mailbox)
            {
                return false;
            }

            var contents = await session.QueryAsync<long>(ListContents, new { mailboxId = mailbox.Id });
            await session.ExecuteAsync(DeleteMessages, new { mailboxId = mailbox.Id });
            await session.ExecuteAsync(DeleteMailbox, new { mailboxId = mailbox.Id });
            await ContentRows.DeleteUnreferencedAsync(session, contents);
            return true;
        }, cancellationToken);

    public Task<bool> RenameAsync(long accountId, string name, string newName, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            name = Normalize(name);
            newName = Normalize(newName);
            var all = (await session.QueryAsync<Record>(ListMailboxes, new { accountId })).ToDictionary(record => record.Name, StringComparer.Ordinal);
            if (!all.TryGetValue(name, out var source) || all.ContainsKey(newName))
            {
                return false;
            }

            if (name == MailboxRows.Inbox)
            {
                // RFC 9051 section 6.3.6: the messages of INBOX move, INBOX itself stays and is empty.
                var targetId = await MailboxRows.CreateAsync(session, accountId, newName, source.UidNext, source.HighestModSeq);
                await session.ExecuteAsync(RaiseModSeq, new { mailboxId = source.Id });
                await session.ExecuteAsync(MoveMessages, new { mailboxId = source.Id, targetId });
                return true;
            }

            var moves = all.Values.Where(mailbox => mailbox.Name == name || mailbox.Name.StartsWith(name + "/", StringComparison.Ordinal))
                .Select(mailbox => (mailbox.Id, Name: newName + mailbox.Name[name.Length..])).ToList();
            if (newName.StartsWith(name + "/", StringComparison.Ordinal) || moves.Exists(move => all.ContainsKey(move.Name)))
            {
                return false;
            }

            foreach (var move in moves)
            {
                await session.ExecuteAsync(RenameMailbox, new { mailboxId = move.Id, name = move.Name });
            }

            return true;
        }, cancellationToken);

    public Task<bool> SubscribeAsync(long accountId, string name, bool subscribed, CancellationToken cancellationToken) =>
        database.WriteAsync(async session => await session.ExecuteAsync(Subscribe, new { accountId, name = Normalize(name), subscribed }) > 0, cancellationToken);

    public Task<IReadOnlyList<MessageEntry>> ReadIndexAsync(long mailboxId, long sinceModSeq, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadIndexAsync(session, mailboxId, sinceModSeq), cancellationToken);

    public Task<IReadOnlyList<uint>> ReadUidsAsync(long mailboxId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadUidsAsync(session, mailboxId), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadContentAsync(long messageEntryId, CancellationToken cancellationToken) =>
        database.ReadAsync(session => MessageRows.ReadContentAsync(session, messageEntryId), cancellationToken);

    public Task<uint> AppendAsync(long mailboxId, IReadOnlyList<string> flags, DateTimeOffset internalDate, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var summary = MessageSummarizer.Summarize(content);
        return database.WriteAsync(async session =>
        {
            var contentId = await ContentRows.InsertAsync(session, content);
            return await MailboxRows.AddAsync(session, mailboxId, new NewMessage(flags, internalDate, content.Length, summary, ReadOnlyMemory<byte>.Empty, contentId));
        }, cancellationToken);
    }

    public Task<IReadOnlyList<(uint Source, uint Target)>> CopyAsync(long mailboxId, IReadOnlyList<uint> uids, long targetMailboxId, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MessageRows.CopyAsync(session, mailboxId, uids, targetMailboxId), cancellationToken);

    public Task<IReadOnlyList<MessageEntry>> StoreFlagsAsync(long mailboxId, IReadOnlyList<uint> uids, FlagChange change, IReadOnlyList<string> flags, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MessageRows.StoreFlagsAsync(session, mailboxId, uids, change, flags), cancellationToken);

    public Task<IReadOnlyList<uint>> ExpungeAsync(long mailboxId, IReadOnlyList<uint> uids, CancellationToken cancellationToken) =>
        database.WriteAsync(session => MessageRows.ExpungeAsync(session, mailboxId, uids), cancellationToken);

    // RFC 9051 section 5.1: INBOX in any case is one name.
    private static string Normalize(string name) =>
        name.Equals(MailboxRows.Inbox, StringComparison.OrdinalIgnoreCase) ? MailboxRows.Inbox
        : name.StartsWith("INBOX/", StringComparison.OrdinalIgnoreCase) ? MailboxRows.Inbox + name[5..]
        : name;

    private async Task<bool> EnsureInboxAsync(long accountId, CancellationToken cancellationToken)
    {
        var name = MailboxRows.Inbox;
        if (await database.ReadAsync(session => session.FindAsync<Record>(FindMailbox, new { accountId, name }), cancellationToken) is not null)
        {
            return true;
        }

        return await database.WriteAsync(async session =>
        {
            if (await session.ReadAsync<long>(AccountExists, new { accountId }) == 0)
            {
                return false;
            }

            await MailboxRows.FindOrCreateInboxAsync(session, accountId);
            return true;
        }, cancellationToken);
    }

    private sealed class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public long UidValidity { get; init; }

        public long UidNext { get; init; }

        public long HighestModSeq { get; init; }

        public bool Subscribed { get; init; }

        public Mailbox ToMailbox() => new(Id, Name, (uint)UidValidity, (uint)UidNext, HighestModSeq, Subscribed);
    }
}
