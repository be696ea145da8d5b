namespace Waypost.Terraform.Sessions;

/// <summary>What one listing found, by key. A table that is too large is not listed to its end.</summary>
internal sealed record ListingResult<T>(IReadOnlyDictionary<string, T> Items, bool IsWhole);

/// <summary>
/// One listing that answers all reads of a command: whoever reads first starts it, the others wait for it, and a write
/// drops it. Safe for concurrent use.
/// </summary>
/// <param name="list">Every item with its key.</param>
/// <param name="stopping">Ends the listing; one reader that gives up does not.</param>
internal sealed class Listing<T>(Func<CancellationToken, IAsyncEnumerable<KeyValuePair<string, T>>> list, CancellationToken stopping)
    where T : class
{
    /// <summary>Past so many items the rest is read one by one.</summary>
    public const int MaxItems = 200_000;

    private readonly Lock gate = new();
    private Task<ListingResult<T>>? running;

    /// <summary>Whether there is a listing to answer from.</summary>
    public bool IsStarted
    {
        get
        {
            lock (gate)
            {
                return running is { IsFaulted: false, IsCanceled: false };
            }
        }
    }

    public Task<ListingResult<T>> GetAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (running is null or { IsFaulted: true } or { IsCanceled: true })
            {
                running = Task.Run(ListAsync, CancellationToken.None);
            }

            return running.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets what was listed.</summary>
    public void Drop()
    {
        lock (gate)
        {
            running = null;
        }
    }

    private async Task<ListingResult<T>> ListAsync()
    {
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        await foreach (var (key, item) in list(stopping))
        {
            if (items.Count == MaxItems)
            {
                return new ListingResult<T>(items, false);
            }

            items[key] = item;
        }

        return new ListingResult<T>(items, true);
    }
}
