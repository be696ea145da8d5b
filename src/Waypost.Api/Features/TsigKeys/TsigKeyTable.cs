using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Tsig;
using Waypost.Storage.Database;
using Waypost.Storage.TsigKeys;
using TsigKey = Waypost.Client.TsigKey;

namespace Waypost.Api.Features.TsigKeys;

public sealed class TsigKeyTable(TsigKeyRepository repository, TsigKeyring keyring) : IKeyedTable<TsigKey, TsigKeyPut>
{
    private const string AnySecret = "AAAA";

    public bool HasSecrets => true;

    public string KeyOf(TsigKey item) => item.Name;

    public async ValueTask<IReadOnlyList<FieldError>> CheckAsync(string key, TsigKeyPut put, CancellationToken cancellationToken)
    {
        if (!TsigAlgorithm.TryParse(put.Algorithm, out var algorithm, out _, out var error))
        {
            return [new("$.algorithm", error)];
        }

        if (algorithm.IsLegacy && !keyring.AcceptLegacyAlgorithms)
        {
            return [new("$.algorithm", $"{algorithm} is not accepted: RFC 8945 section 6 says not to use it. For clients that know nothing better, set Dns:AcceptLegacyTsig to true")];
        }

        if (!Waypost.Dns.Tsig.TsigKey.TryCreate(key, put.Algorithm, AnySecret, out var named, out error))
        {
            return [new("key", error)];
        }

        if (put.Secret is not null)
        {
            return Waypost.Dns.Tsig.TsigKey.TryCreate(key, put.Algorithm, put.Secret, out _, out error) ? [] : [new("$.secret", error)];
        }

        return await repository.FindAsync(NameOf(key), cancellationToken) is { } known && known.Value.Algorithm != named.AlgorithmText
            ? [new("$.secret", $"is required: the key has another algorithm, {known.Value.Algorithm}")]
            : [];
    }

    public Task<IReadOnlyList<Stored<TsigKey>>> ListAsync(string? after, int limit, CancellationToken cancellationToken) =>
        repository.ListAsync(after, limit, cancellationToken).SelectAsync(ToItem);

    public Task<Stored<TsigKey>?> FindAsync(string key, CancellationToken cancellationToken) =>
        repository.FindAsync(NameOf(key), cancellationToken).SelectAsync(ToItem);

    public async Task<WriteResult<TsigKey>> PutAsync(string key, TsigKeyPut put, WriteConditions conditions, string actor, CancellationToken cancellationToken)
    {
        var made = Make(key, put);
        var result = await repository.PutAsync(made, put.Secret is null, conditions.IfMatch, conditions.IfNoneMatch, actor, cancellationToken);
        var secret = result.Status == WriteStatus.Created ? made.ToBase64() : null;
        return new(result.Status, result.Stored is null ? null : new(ToItem(result.Stored.Value) with { Secret = secret }, result.Stored.ETag)) { Before = result.Before?.Select(ToItem) };
    }

    public Task<WriteStatus> DeleteAsync(string key, WriteConditions conditions, string actor, CancellationToken cancellationToken) =>
        repository.DeleteAsync(NameOf(key), conditions.IfMatch, actor, cancellationToken);

    private static string NameOf(string key) => key.Length > 1 && key.EndsWith('.') ? key[..^1] : key;

    private static TsigKey ToItem(TsigKeyRow row) => new(row.Name, row.Algorithm, row.CreatedAt);

    // CheckAsync let nothing through of which no key can be made.
    private static Waypost.Dns.Tsig.TsigKey Make(string key, TsigKeyPut put)
    {
        var made = put.Secret is null
            ? Waypost.Dns.Tsig.TsigKey.TryGenerate(key, put.Algorithm, out var result, out var error)
            : Waypost.Dns.Tsig.TsigKey.TryCreate(key, put.Algorithm, put.Secret, out result, out error);
        return made ? result! : throw new InvalidOperationException(error);
    }
}
