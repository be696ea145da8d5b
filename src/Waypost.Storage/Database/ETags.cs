using System.Security.Cryptography;

namespace Waypost.Storage.Database;

/// <summary>Entity tags (RFC 9110 section 8.8.3): a fresh random value for each state of a row, so that a row that was
/// deleted and made again never repeats one.</summary>
internal static class ETags
{
    public static string Next() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether a write may go on (RFC 9110 section 13.1). <paramref name="current"/> is null when there is no row.</summary>
    public static bool Allow(string? ifMatch, bool ifNoneMatch, string? current) =>
        !(ifNoneMatch && current is not null)
        && (ifMatch is null || (current is not null && (ifMatch == "*" || string.Equals(ifMatch, current, StringComparison.Ordinal))));
}
