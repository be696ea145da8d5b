using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>The <c>limit</c> and <c>cursor</c> of a list. A cursor is the key of the last item, opaque to clients.</summary>
/// <param name="After">The key after which the page starts, or null for the first page.</param>
public sealed record Paging(string? After, int Limit)
{
    public const int DefaultLimit = 100;
    public const int MaximumLimit = 1000;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ValueTask<Paging?> BindAsync(HttpContext context)
    {
        var limit = DefaultLimit;
        if (context.Request.Query["limit"] is { Count: > 0 } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= MaximumLimit))
        {
            throw new BadHttpRequestException($"The parameter limit must be a number from 1 to {MaximumLimit}.");
        }

        string? after = null;
        if (context.Request.Query["cursor"] is { Count: > 0 } cursor && !TryDecode(cursor.ToString(), out after))
        {
            throw new BadHttpRequestException("The parameter cursor must be the \"next\" of an earlier page.");
        }

        return ValueTask.FromResult<Paging?>(new(after, limit));
    }

    /// <summary>The page made of up to <see cref="Limit"/> + 1 rows; the surplus row only tells that there is more.</summary>
    public Page<TItem> ToPage<TRow, TItem>(IReadOnlyList<TRow> rows, Func<TRow, TItem> toItem, Func<TRow, string> keyOf) =>
        new([.. rows.Take(Limit).Select(toItem)], rows.Count > Limit ? Encode(keyOf(rows[Limit - 1])) : null);

    public static string Encode(string key) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key));

    private static bool TryDecode(string cursor, out string? key)
    {
        key = null;
        if (cursor.Length > 4096 || !Base64Url.IsValid(cursor))
        {
            return false;
        }

        try
        {
            key = StrictUtf8.GetString(Base64Url.DecodeFromChars(cursor));
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
