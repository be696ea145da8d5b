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

    private const int MaxKeyLength = 128;

    /// <summary>Makes a key with every right and returns it: the only time that it is seen.</summary>
    public async Task<string> CreateAsync(string name, string actor, CancellationToken cancellationToken)
    {
        var key = "wp_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(Insert, new { name, scope = "admin", keyHash = Hash(key), now = session.Now });
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

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private sealed class Record
    {
        public long Id { get; init; }

        public required string Name { get; init; }

        public required string Scope { get; init; }
    }
}
