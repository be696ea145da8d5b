using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;

namespace Waypost.Client;

/// <summary>What every collection with a natural key has: list, get, delete. Each kind adds its own PUT.</summary>
public abstract class ResourceClient<T>
    where T : class
{
    private readonly string collection;
    private readonly string query;
    private readonly JsonTypeInfo<T> type;
    private readonly JsonTypeInfo<Page<T>> pageType;

    private protected ResourceClient(ApiTransport transport, string collection, JsonTypeInfo<T> type, JsonTypeInfo<Page<T>> pageType, string query = "")
    {
        Transport = transport;
        this.collection = collection;
        this.type = type;
        this.pageType = pageType;
        this.query = query;
    }

    private protected ApiTransport Transport { get; }

    /// <summary>One page, in the order of the key.</summary>
    /// <param name="cursor">Where the page begins: <see cref="Page{T}.Next"/> of the one before, null for the first.</param>
    /// <param name="limit">At most so many items; null leaves it to the server.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<Page<T>> ListPageAsync(string? cursor, int? limit, CancellationToken cancellationToken) =>
        PageAsync(Transport, ApiTransport.WithQuery(ApiTransport.Path(collection), query), cursor, limit, pageType, cancellationToken);

    /// <summary>Every resource, a page a request.</summary>
    public IAsyncEnumerable<T> ListAsync(CancellationToken cancellationToken) =>
        EnumerateAsync(ListPageAsync, cancellationToken);

    /// <summary>The resource; <see cref="WaypostApiException"/> with 404 when there is none.</summary>
    public Task<Tagged<T>> GetAsync(string key, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Get, PathOf(key), null, Precondition.None, type, cancellationToken);

    /// <summary>The resource, or null when there is none.</summary>
    public Task<Tagged<T>?> FindAsync(string key, CancellationToken cancellationToken) =>
        Transport.FindAsync(PathOf(key), type, cancellationToken);

    /// <summary>Deletes the resource; 404 when there is none.</summary>
    public Task DeleteAsync(string key, Precondition condition, CancellationToken cancellationToken) =>
        Transport.WriteAsync(HttpMethod.Delete, PathOf(key), null, condition, cancellationToken);

    internal static async Task<Page<TItem>> PageAsync<TItem>(ApiTransport transport, string path, string? cursor, int? limit, JsonTypeInfo<Page<TItem>> pageType, CancellationToken cancellationToken)
    {
        var query = new List<string>(2);
        if (limit is { } count)
        {
            query.Add("limit=" + count.ToString(CultureInfo.InvariantCulture));
        }

        if (cursor is not null)
        {
            query.Add("cursor=" + Uri.EscapeDataString(cursor));
        }

        var full = query.Count == 0 ? path : path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + string.Join('&', query);
        return (await transport.ReadAsync(HttpMethod.Get, full, null, Precondition.None, pageType, cancellationToken).ConfigureAwait(false)).Value;
    }

    internal static async IAsyncEnumerable<TItem> EnumerateAsync<TItem>(Func<string?, int?, CancellationToken, Task<Page<TItem>>> page, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var current = await page(cursor, null, cancellationToken).ConfigureAwait(false);
            foreach (var item in current.Items)
            {
                yield return item;
            }

            cursor = current.Next;
        }
        while (cursor is not null);
    }

    private protected string PathOf(string key) => ApiTransport.WithQuery(ApiTransport.Path(collection, key), query);

    private protected Task<Tagged<T>> PutAsync(string key, HttpContent? body, Precondition condition, CancellationToken cancellationToken) =>
        Transport.ReadAsync(HttpMethod.Put, PathOf(key), body, condition, type, cancellationToken);
}
