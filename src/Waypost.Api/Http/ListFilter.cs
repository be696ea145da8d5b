using System.Text.RegularExpressions;

namespace Waypost.Api.Http;

/// <summary>Which items of a list: those whose key is <c>name</c>, in which <c>*</c> stands for anything, and in which the text <c>q</c> is somewhere.</summary>
public sealed record ListFilter(string? Name, string? Text)
{
    private const int MaxLength = 255;

    public static ValueTask<ListFilter?> BindAsync(HttpContext context)
    {
        var (name, text) = (context.Request.Query["name"], context.Request.Query["q"]);
        if (name is [{ Length: 0 or > MaxLength }] || text is [{ Length: 0 or > MaxLength }] || name.Count > 1 || text.Count > 1)
        {
            throw new BadHttpRequestException($"The parameters name and q must have 1 to {MaxLength} characters.");
        }

        return ValueTask.FromResult<ListFilter?>(new(name is [{ } n] ? n : null, text is [{ } t] ? t : null));
    }

    /// <summary>Which keys the caller may see; null for all.</summary>
    public Func<string, bool>? Shows { get; init; }

    public bool IsNone => Name is null && Text is null && Shows is null;

    /// <summary>The key when there can be one item only.</summary>
    public string? ExactName => Name is not null && !Name.Contains('*', StringComparison.Ordinal) ? Name : null;

    /// <summary>Whether an item passes; its text is its JSON.</summary>
    public bool Passes(string key, Func<string> text) =>
        (Shows is null || Shows(key))
        && (Name is null || Regex.IsMatch(key, "^" + Regex.Escape(Name).Replace(@"\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking))
        && (Text is null || text().Contains(Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>A page of what passes, read in pages of all.</summary>
    public async Task<List<T>> FilterAsync<T>(Paging paging, Func<string?, int, Task<IReadOnlyList<T>>> list, Func<T, string> keyOf, Func<T, string> positionOf, Func<T, string> textOf)
    {
        if (IsNone)
        {
            return [.. await list(paging.After, paging.Limit + 1)];
        }

        var passed = new List<T>();
        var after = paging.After;
        while (passed.Count <= paging.Limit)
        {
            var rows = await list(after, Paging.MaximumLimit);
            passed.AddRange(rows.Where(row => Passes(keyOf(row), () => textOf(row))));
            if (rows.Count < Paging.MaximumLimit)
            {
                break;
            }

            after = positionOf(rows[^1]);
        }

        return passed;
    }
}
