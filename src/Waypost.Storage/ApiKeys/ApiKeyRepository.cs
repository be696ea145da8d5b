using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Waypost.Storage.Auditing;
using Waypost.Storage.Database;

namespace Waypost.Storage.ApiKeys;

/// <summary>The API's keys. Only the SHA-256 of a key is kept: a key has 256 random bits, so a fast hash is enough.</summary>
public sealed class ApiKeyRepository(WaypostDatabase database)
{
    private const string Insert = """INSERT INTO api_keys (name, scope, key_hash, created_at) VALUES (@name, @scope, @keyHash, @now)""";
    private const string FindByHash = """SELECT id, name, scope FROM api_keys WHERE key_hash = @keyHash""";
    private const string Count = """SELECT COUNT(*) FROM api_keys""";

    private const string ListAfter = """SELECT {top @limit} id, name, scope, created_at AS CreatedAt FROM api_keys WHERE id > @after ORDER BY id {limit @limit}""";
    private const string FindById = """SELECT id, name, scope, created_at AS CreatedAt FROM api_keys WHERE id = @id""";
    private const string DeleteById = """DELETE FROM api_keys WHERE id = @id""";

    private const int MaxKeyLength = 128;

    /// <summary>Makes a key with every right and returns it: the only time that it is seen.</summary>
    public Task<string> CreateAsync(string name, string actor, CancellationToken cancellationToken) => CreateAsync(name, "admin", actor, cancellationToken);

    /// <summary>Makes a key of a scope (admin, write or read) and returns it: the only time that it is seen.</summary>
    public async Task<string> CreateAsync(string name, string scope, string actor, CancellationToken cancellationToken)
    {
        var key = "wp_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { name, scope, keyHash = Hash(key), now = session.Now });
            await AuditTrail.AppendAsync(session, actor, "create", "api-keys/" + name, null);
            return true;
        }, cancellationToken);
        return key;
    }

    /// <summary>The key that a request presented, or null when there is no such key.</summary>
    public async Task<ApiKeyRow?> AuthenticateAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > MaxKeyLength)
        {
            return null;
        }

        var record = await database.ReadAsync(session => session.FindAsync<Record>(FindByHash, new { keyHash = Hash(key) }), cancellationToken);
        return record is null ? null : new ApiKeyRow(record.Id, record.Name, record.Scope);
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

    private static ApiKeyListing ToListing(ListingRecord record) => new(record.Id, record.Name, record.Scope, record.CreatedAt);

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public required string Scope { get; init; }
    }

    private sealed class ListingRecord
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public required string Scope { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
