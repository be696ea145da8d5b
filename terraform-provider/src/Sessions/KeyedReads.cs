using System.Runtime.CompilerServices;
using Waypost.Client;

namespace Waypost.Terraform.Sessions;

/// <summary>Reads of a keyed collection: the first few one by one, after that by one listing for all.</summary>
internal sealed class KeyedReads<T>(ResourceClient<T> collection, Func<T, string> keyOf, CancellationToken stopping) : IDroppable
    where T : class
{
    private const int FewReads = 8;
    private const int PageSize = 1000;

    private readonly Listing<T> listing = new(token => PagesAsync(collection, keyOf, token), stopping);
    private int reads;

    /// <param name="key">In the form that <c>keyOf</c> gives.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<T?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref reads) > FewReads)
        {
            var listed = await listing.GetAsync(cancellationToken);
            if (listed.Items.TryGetValue(key, out var found))
            {
                return found;
            }
        }

        // Only the server knows every way to spell a key, so what is not listed is asked for.
        return (await collection.FindAsync(key, cancellationToken))?.Value;
    }

    public void Drop() => listing.Drop();

    private static async IAsyncEnumerable<KeyValuePair<string, T>> PagesAsync(ResourceClient<T> collection, Func<T, string> keyOf, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await collection.ListPageAsync(cursor, PageSize, cancellationToken);
            foreach (var item in page.Items)
            {
                yield return new(keyOf(item), item);
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }
}

/// <summary>Something that was read and can be forgotten.</summary>
internal interface IDroppable
{
    void Drop();
}
