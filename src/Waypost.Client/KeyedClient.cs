using System.Text.Json.Serialization.Metadata;

namespace Waypost.Client;

/// <summary>A collection whose resources are written whole by PUT at their natural key: aliases, access entries, ACLs, views and so on.</summary>
/// <typeparam name="T">The resource as it is read.</typeparam>
/// <typeparam name="TPut">The body of its PUT.</typeparam>
public sealed class KeyedClient<T, TPut> : ResourceClient<T>
    where T : class
{
    private readonly JsonTypeInfo<TPut> putType;

    internal KeyedClient(ApiTransport transport, string collection, JsonTypeInfo<T> type, JsonTypeInfo<Page<T>> pageType, JsonTypeInfo<TPut> putType)
        : base(transport, collection, type, pageType) => this.putType = putType;

    /// <summary>Creates or replaces the resource and returns it as stored.</summary>
    public Task<Tagged<T>> PutAsync(string key, TPut body, Precondition condition, CancellationToken cancellationToken) =>
        PutAsync(key, ApiTransport.Body(body, putType), condition, cancellationToken);
}
