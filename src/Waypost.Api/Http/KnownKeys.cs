using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Waypost.Client;
using Waypost.Storage.ApiKeys;

namespace Waypost.Api.Http;

/// <summary>Keys that were looked up a moment ago: a client that sends many requests does not cost a query each. A key that was deleted or changed
/// on this node is forgotten at once, on another within a few seconds.</summary>
public sealed class KnownKeys(ApiKeyRepository keys, TimeProvider time)
{
    private const int MaxKeys = 1000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, (ApiKeyRow Row, KeyAccess Access, DateTimeOffset Until)> _known = new(StringComparer.Ordinal);

    public void Forget() => _known.Clear();

    /// <summary>Whether a key was good a moment ago.</summary>
    public bool Knows(string key) => _known.TryGetValue(Hash(key), out var known) && known.Until > time.GetUtcNow();

    /// <summary>The key and what it may do, or null when there is no such key, or it has expired.</summary>
    public async Task<(ApiKeyRow Row, KeyAccess Access)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var (hash, now) = (Hash(key), time.GetUtcNow());
        if (!_known.TryGetValue(hash, out var known) || known.Until <= now)
        {
            if (await keys.AuthenticateAsync(key, cancellationToken) is not { } row)
            {
                return null;
            }

            known = (row, new KeyAccess(ReadPermissions(row.Permissions) ?? Scopes.Roles.GetValueOrDefault(row.Scope)), now + Kept);
            if (_known.Count >= MaxKeys)
            {
                _known.Clear();
            }

            _known[hash] = known;
        }

        return known.Row.ExpiresAt <= now ? null : (known.Row, known.Access);
    }

    public static IReadOnlyList<ApiKeyPermission>? ReadPermissions(string? json) =>
        json is null ? null : JsonSerializer.Deserialize(json, WaypostJsonContext.Default.IReadOnlyListApiKeyPermission);

    private static string Hash(string key) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
