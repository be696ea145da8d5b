using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.Accounts;

/// <summary>The app passwords of accounts: each is shown once, for one program, and is taken away without the others.</summary>
public sealed class AppPasswordRepository(WaypostDatabase database)
{
    /// <summary>An account may have so many.</summary>
    public const int MaxPerAccount = 50;

    private const string FindAccount = """SELECT id FROM accounts WHERE name_key = @nameKey""";
    private const string List = """SELECT name, protocols, created_at FROM app_passwords WHERE account_id = @accountId ORDER BY name""";
    private const string Count = """SELECT COUNT(*) FROM app_passwords WHERE account_id = @accountId""";
    private const string Exists = """SELECT COUNT(*) FROM app_passwords WHERE account_id = @accountId AND name = @name""";

    private const string Insert = """
        INSERT INTO app_passwords (account_id, name, password_hash, protocols, created_at) VALUES (@accountId, @name, @passwordHash, @protocols, @now)
        """;

    private const string Delete = """DELETE FROM app_passwords WHERE account_id = @accountId AND name = @name""";

    /// <summary>All of an account, by name; null when there is no such account.</summary>
    public Task<IReadOnlyList<AppPasswordRow>?> ListAsync(string account, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<AppPasswordRow>?>(async session => await FindAccountAsync(session, account) is { } accountId
            ? (await session.QueryAsync<Record>(List, new { accountId })).ConvertAll(record => record.ToRow())
            : null, cancellationToken);

    /// <summary>Creates one. <see cref="WriteStatus.Conflict"/> when the name is taken or there are too many.</summary>
    public Task<(WriteStatus Status, AppPasswordRow? Row, string? Password)> CreateAsync(
        string account, string name, IReadOnlyList<string>? protocols, string actor, CancellationToken cancellationToken)
    {
        var password = AppPasswordSecret.Create();
        return database.WriteAsync<(WriteStatus, AppPasswordRow?, string?)>(async session =>
        {
            if (await FindAccountAsync(session, account) is not { } accountId)
            {
                return (WriteStatus.NotFound, null, null);
            }

            if (await session.ReadAsync<long>(Exists, new { accountId, name }) > 0 || await session.ReadAsync<long>(Count, new { accountId }) >= MaxPerAccount)
            {
                return (WriteStatus.Conflict, null, null);
            }

            await session.ExecuteAsync(Insert, new { accountId, name, passwordHash = AppPasswordSecret.Hash(password), protocols = protocols is null ? null : string.Join(' ', protocols), now = session.Now });
            await AuditTrail.AppendAsync(session, actor, "create", $"accounts/{account}/app-passwords/{name}", null);
            return (WriteStatus.Created, new AppPasswordRow(name, protocols, session.Now), password);
        }, cancellationToken);
    }

    /// <summary>Deletes one; false when there is none.</summary>
    public Task<bool> DeleteAsync(string account, string name, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            if (await FindAccountAsync(session, account) is not { } accountId || await session.ExecuteAsync(Delete, new { accountId, name }) == 0)
            {
                return false;
            }

            await AuditTrail.AppendAsync(session, actor, "delete", $"accounts/{account}/app-passwords/{name}", null);
            return true;
        }, cancellationToken);

    private static Task<long?> FindAccountAsync(DatabaseSession session, string account) =>
        session.FindAsync<long?>(FindAccount, new { nameKey = account.ToLowerInvariant() });

    private sealed class Record
    {
        public required string Name { get; init; }

        public string? Protocols { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public AppPasswordRow ToRow() => new(Name, Protocols?.Split(' '), CreatedAt);
    }
}

/// <summary>An app password without the password.</summary>
/// <param name="Protocols">What it lets into; null for all that the account may use.</param>
public sealed record AppPasswordRow(string Name, IReadOnlyList<string>? Protocols, DateTimeOffset CreatedAt);
