using Waypost.Storage.Database;

namespace Waypost.Api.Http;

/// <summary>Turns what the repositories answer into HTTP.</summary>
public static class StoredResults
{
    /// <summary>200 with the ETag, or 304 when the client has this version.</summary>
    public static IResult ToResult<T>(this Stored<T> stored, HttpContext context)
    {
        EntityTags.Set(context, stored.ETag);
        return EntityTags.ClientHas(context, stored.ETag) ? Results.StatusCode(304) : Results.Ok(stored.Value);
    }

    public static Stored<TItem> Select<TRow, TItem>(this Stored<TRow> stored, Func<TRow, TItem> toItem) => new(toItem(stored.Value), stored.ETag);

    public static WriteResult<TItem> Select<TRow, TItem>(this WriteResult<TRow> result, Func<TRow, TItem> toItem) =>
        new(result.Status, result.Stored?.Select(toItem)) { Before = result.Before?.Select(toItem) };

    public static async Task<IReadOnlyList<Stored<TItem>>> SelectAsync<TRow, TItem>(this Task<IReadOnlyList<Stored<TRow>>> rows, Func<TRow, TItem> toItem) =>
        [.. (await rows).Select(row => row.Select(toItem))];

    public static async Task<Stored<TItem>?> SelectAsync<TRow, TItem>(this Task<Stored<TRow>?> row, Func<TRow, TItem> toItem) =>
        (await row)?.Select(toItem);

    public static async Task<WriteResult<TItem>> SelectAsync<TRow, TItem>(this Task<WriteResult<TRow>> result, Func<TRow, TItem> toItem) =>
        (await result).Select(toItem);

    /// <summary>The problem of a write that did not happen.</summary>
    public static IResult ToProblem(this WriteStatus status, string noun, string key) => status switch
    {
        WriteStatus.NotFound => Problems.NotFound(noun, key),
        WriteStatus.PreconditionFailed => Problems.PreconditionFailed(),
        WriteStatus.Conflict => Problems.Conflict($"The {noun} \"{key}\" conflicts with what is there."),
        _ => Problems.OfStatus(500),
    };
}
