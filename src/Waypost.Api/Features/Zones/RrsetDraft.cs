using Waypost.Api.Http;
using Waypost.Dns.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Turns an RRset of a request into the canonical one, with errors at JSON paths.</summary>
public static class RrsetDraft
{
    /// <summary>Largest TTL (RFC 2181 section 8).</summary>
    public const long MaximumTtl = int.MaxValue;

    /// <param name="bodyPath">Where the members <c>ttl</c> and <c>records</c> are.</param>
    /// <param name="keyPath">Where <c>owner</c> and <c>type</c> are: a JSON path, or empty when they are path parameters.</param>
    /// <returns>The RRset, or null when <paramref name="errors"/> has grown.</returns>
    public static ZoneRrset? Normalize(
        string origin, string owner, string type, long ttl, IReadOnlyList<string> records, string bodyPath, string keyPath, List<FieldError> errors)
    {
        if (ttl is < 0 or > MaximumTtl)
        {
            errors.Add(new($"{bodyPath}.ttl", $"must be from 0 to {MaximumTtl}"));
            return null;
        }

        var result = RrsetNormalizer.Normalize(origin, owner, type, (uint)ttl, records);
        errors.AddRange(result.Errors.Select(e => new FieldError(Path(e.Path, bodyPath, keyPath), e.Message)));
        return result.Errors.Count == 0 ? result.Rrset : null;
    }

    private static string Path(string path, string bodyPath, string keyPath) =>
        path is not ("owner" or "type") ? $"{bodyPath}.{path}"
        : keyPath.Length == 0 ? path
        : $"{keyPath}.{path}";
}
