using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.ApiKeys;

/// <summary>The API's keys. Only the SHA-256 of a key is kept: a key has 256 random bits, so a fast hash is enough.</summary>
public sealed class ApiKeyRepository(WaypostDatabase database)
{
    private const string Insert = """
        INSERT INTO api_keys (name, scope, key_hash, created_at, permissions, networks, expires_at) {output id}
        VALUES (@name, @scope, @keyHash, @now, @permissions, @networks, @expiresAt) {returning id}
        """;
    private const string FindByHash = """SELECT id, name, scope, permissions, networks, expires_at, last_used_at FROM api_keys WHERE key_hash = @keyHash""";
    private const string Count = """SELECT COUNT(*) FROM api_keys""";

    private const string ListAfter = """SELECT {top @limit} id, name, scope, created_at, permissions, networks, expires_at, last_used_at FROM api_keys WHERE id > @after ORDER BY id {limit @limit}""";
    private const string FindById = """SELECT id, name, scope, created_at, permissions, networks, expires_at, last_used_at FROM api_keys WHERE id = @id""";
    private const string DeleteById = """DELETE FROM api_keys WHERE id = @id""";

    private const string UpdateLimits = """UPDATE api_keys SET scope = @scope, permissions = @permissions, networks = @networks, expires_at = @expiresAt WHERE id = @id""";
    private const string UpdateKey = """UPDATE api_keys SET key_hash = @keyHash WHERE id = @id""";
    private const string UpdateUse = """UPDATE api_keys SET last_used_at = @now WHERE id = @id""";

    // The time of the last use is not kept more exactly than this.
    private static readonly TimeSpan UseInterval = TimeSpan.FromMinutes(1);

    private const int MaxKeyLength = 128;

    /// <summary>Makes a key with every right and returns it: the only time that it is seen.</summary>
    public Task<string> CreateAsync(string name, string actor, CancellationToken cancellationToken) => CreateAsync(name, "admin", actor, cancellationToken);

    /// <summary>Makes a key of a scope (admin, write or read) and returns it: the only time that it is seen.</summary>
    public async Task<string> CreateAsync(string name, string scope, string actor, CancellationToken cancellationToken) =>
        (await CreateAsync(name, scope, new(null, null, null), actor, cancellationToken)).Key;

    /// <summary>Makes a key with limits.</summary>
    public async Task<(long Id, string Key)> CreateAsync(string name, string scope, ApiKeyLimits limits, string actor, CancellationToken cancellationToken)
    {
        var key = NewKey();
        var id = await database.WriteAsync(async session =>
        {
            var made = await session.ReadAsync<long>(Insert, new
            {
                name,
                scope,
                keyHash = Hash(key),
                now = session.Now,
                permissions = limits.Permissions,
                networks = Write(limits.Networks),
                expiresAt = limits.ExpiresAt,
            });
            await AuditTrail.AppendAsync(session, actor, "create", "api-keys/" + name, null);
            return made;
        }, cancellationToken);
        return (id, key);
    }

    /// <summary>Gives a key another scope and other limits; false when there is none.</summary>
    public Task<bool> ChangeAsync(long id, string scope, ApiKeyLimits limits, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var record = await session.FindAsync<ListingRecord>(FindById, new { id });
            if (record is null || await session.ExecuteAsync(UpdateLimits, new { id, scope, permissions = limits.Permissions, networks = Write(limits.Networks), expiresAt = limits.ExpiresAt }) == 0)
            {
                return false;
            }

            await AuditTrail.AppendAsync(session, actor, "update", "api-keys/" + record.Name, null);
            return true;
        }, cancellationToken);

    /// <summary>Puts a new key in the place of one, which is refused from then on; null when there is none.</summary>
    public async Task<string?> RotateAsync(long id, string actor, CancellationToken cancellationToken)
    {
        var key = NewKey();
        return await database.WriteAsync(async session =>
        {
            var record = await session.FindAsync<ListingRecord>(FindById, new { id });
            if (record is null || await session.ExecuteAsync(UpdateKey, new { id, keyHash = Hash(key) }) == 0)
            {
                return false;
            }

            await AuditTrail.AppendAsync(session, actor, "rotate", "api-keys/" + record.Name, null);
            return true;
        }, cancellationToken) ? key : null;
    }

    /// <summary>The key that a request presented, or null when there is no such key; its use is noted.</summary>
    public async Task<ApiKeyRow?> AuthenticateAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            return null;
        }

        var (record, now) = await database.ReadAsync(async session => (await session.FindAsync<Record>(FindByHash, new { keyHash = Hash(key) }), session.Now), cancellationToken);
        if (record is null)
        {
            return null;
        }

        if (record.LastUsedAt is not { } used || now - used > UseInterval)
        {
            await database.WriteAsync(session => session.ExecuteAsync(UpdateUse, new { id = record.Id, now }), cancellationToken);
        }

        return new ApiKeyRow(record.Id, record.Name, record.Scope) { Permissions = record.Permissions, Networks = Read(record.Networks), ExpiresAt = record.ExpiresAt };
    }

    /// <summary>True when there is a key at all.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(session => session.ReadAsync<long>(Count), cancellationToken) > 0;

    /// <summary>Keys in the order in which they were made, after an id.</summary>
    public async Task<IReadOnlyList<ApiKeyListing>> ListAsync(long after, int limit, CancellationToken cancellationToken)
    {
        var records = await database.ReadAsync(session => session.QueryAsync<ListingRecord>(ListAfter, new { after, limit }), cancellationToken);
        return records.ConvertAll(ToListing);
    }

    /// <summary>One key, or null.</summary>
    public async Task<ApiKeyListing?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var record = await database.ReadAsync(session => session.FindAsync<ListingRecord>(FindById, new { id }), cancellationToken);
        return record is null ? null : ToListing(record);
    }

    /// <summary>Deletes a key, which is refused from then on; false when there is none.</summary>
    public Task<bool> DeleteAsync(long id, string actor, CancellationToken cancellationToken) =>
        database.WriteAsync(async session =>
        {
            var record = await session.FindAsync<ListingRecord>(FindById, new { id });
            if (record is null || await session.ExecuteAsync(DeleteById, new { id }) == 0)
            {
                return false;
            }

            await AuditTrail.AppendAsync(session, actor, "delete", "api-keys/" + record.Name, null);
            return true;
        }, cancellationToken);

    private static ApiKeyListing ToListing(ListingRecord record) => new(record.Id, record.Name, record.Scope, record.CreatedAt)
    {
        Limits = new(record.Permissions, Read(record.Networks), record.ExpiresAt),
        LastUsedAt = record.LastUsedAt,
    };

    private static string NewKey() => "wp_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private static string? Write(IReadOnlyList<string>? networks) => networks is null ? null : TextList.Write(networks);

    private static IReadOnlyList<string>? Read(string? networks) => networks is null ? null : TextList.Read(networks);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public required string Scope { get; init; }

        public string? Permissions { get; init; }

        public string? Networks { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public DateTimeOffset? LastUsedAt { get; init; }
    }

    private sealed class ListingRecord : Record
    {
        public DateTimeOffset CreatedAt { get; init; }
    }
}
