using Waypost.Dns.Tsig;
using Waypost.Storage.Database;
using Waypost.Storage.Tables;

namespace Waypost.Storage.TsigKeys;

/// <summary>The TSIG keys. Their secrets are kept as they are, because both sides of an HMAC need them; no listing shows them.</summary>
public sealed class TsigKeyRepository(WaypostDatabase database, TsigKeyring keyring)
{
    private const string ListAll = """SELECT name, algorithm, secret, etag, created_at FROM tsig_keys ORDER BY name_key""";

    private static readonly KeyedSql Sql = new(
        List: """SELECT {top @limit} name, algorithm, secret, etag, created_at FROM tsig_keys WHERE name_key > @after ORDER BY name_key {limit @limit}""",
        Find: """SELECT name, algorithm, secret, etag, created_at FROM tsig_keys WHERE name_key = @nameKey""",
        Insert: """INSERT INTO tsig_keys (name_key, name, algorithm, secret, etag, created_at) VALUES (@nameKey, @name, @algorithm, @secret, @etag, @now)""",
        Update: """UPDATE tsig_keys SET algorithm = @algorithm, secret = @secret, etag = @etag WHERE name_key = @nameKey AND etag = @oldEtag""",
        Delete: """DELETE FROM tsig_keys WHERE name_key = @nameKey AND etag = @oldEtag""");

    private readonly KeyedRows<Record, TsigKeyRow> _rows = new(database, "tsig-keys", Sql, record => new TsigKeyRow(record.Name, record.Algorithm, record.CreatedAt));

    /// <summary>Fills this node's keyring: at start, and after another node's write.</summary>
    public Task LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAndPublishAsync(
            session => session.QueryAsync<Record>(ListAll),
            records => keyring.Publish(records.Select(record => TsigKey.TryCreate(record.Name, record.Algorithm, record.Secret, out var key, out _) ? key : null).OfType<TsigKey>()),
            cancellationToken);

    public Task<IReadOnlyList<Stored<TsigKeyRow>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) => _rows.ListAsync(after, limit, cancellationToken);

    public Task<Stored<TsigKeyRow>?> FindAsync(string name, CancellationToken cancellationToken) => _rows.FindAsync(name, cancellationToken);

    /// <summary>Writes a key. With <paramref name="keepsSecret"/> a key that is there keeps the secret that it has.</summary>
    public Task<WriteResult<TsigKeyRow>> PutAsync(TsigKey key, bool keepsSecret, string? ifMatch, bool ifNoneMatch, string actor, CancellationToken cancellationToken)
    {
        var name = NameOf(key);
        var secret = key.ToBase64();
        return _rows.PutAsync(new KeyedPut<Record, TsigKeyRow>(
            name,
            new { algorithm = key.AlgorithmText, secret },
            record => record.Algorithm == key.AlgorithmText && (keepsSecret || record.Secret == secret),
            row =>
            {
                // A key that kept its secret is in the keyring already.
                if (!keepsSecret || keyring.Find(key.Name) is not { } known || known.AlgorithmText != row.Algorithm)
                {
                    keyring.Set(key);
                }
            })
        {
            AuditDetail = key.AlgorithmText,
        }, ifMatch, ifNoneMatch, actor, cancellationToken);
    }

    public Task<WriteStatus> DeleteAsync(string name, string? ifMatch, string actor, CancellationToken cancellationToken) =>
        _rows.DeleteAsync(name, ifMatch, actor, keyring.Remove, cancellationToken);

    /// <summary>The name as it is kept: without the final dot.</summary>
    public static string NameOf(TsigKey key) => key.Name.ToString()[..^1];

    private sealed class Record : KeyedRecord
    {
        public required string Algorithm { get; init; }

        public required string Secret { get; init; }

        public DateTimeOffset CreatedAt { get; init; }
    }
}
