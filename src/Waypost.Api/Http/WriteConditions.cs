using Microsoft.Net.Http.Headers;

namespace Waypost.Api.Http;

/// <summary>The conditions of a write: If-Match and If-None-Match (RFC 9110 section 13.1).</summary>
/// <param name="IfMatch">Null for no condition, <c>*</c> for must exist, otherwise the tag without quotes.</param>
/// <param name="IfNoneMatch">The resource must not exist yet.</param>
public sealed record WriteConditions(string? IfMatch, bool IfNoneMatch)
{
    /// <summary>A warning refuses the write: <c>?strict=true</c>.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Tags that no resource has: what an If-Match of weak tags alone comes to (they never match, RFC 9110 section 13.1.1).</summary>
    private const string NoTag = "-";

    public static ValueTask<WriteConditions?> BindAsync(HttpContext context)
    {
        var ifNoneMatch = context.Request.Headers.IfNoneMatch;
        if (ifNoneMatch.Count > 0 && ifNoneMatch != "*")
        {
            throw new BadHttpRequestException("If-None-Match of a write can only be *.");
        }

        return ValueTask.FromResult<WriteConditions?>(new(ReadIfMatch(context), ifNoneMatch.Count > 0) { IsStrict = ReadStrict(context) });
    }

    /// <summary>Whether a resource with this tag (null: no such resource) may be written.</summary>
    public bool Allow(string? tag) =>
        IfMatch switch { null => true, "*" => tag is not null, _ => IfMatch == tag } && !(IfNoneMatch && tag is not null);

    private static bool ReadStrict(HttpContext context) => context.Request.Query["strict"].ToString() switch
    {
        "" or "false" => false,
        "true" => true,
        _ => throw new BadHttpRequestException("The parameter strict must be true or false."),
    };

    private static string? ReadIfMatch(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return null;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Count != 1)
        {
            throw new BadHttpRequestException("If-Match takes one entity tag in double quotes, or *.");
        }

        return tags[0] switch
        {
            { IsWeak: true } => NoTag,
            { Tag.Value: "*" } => "*",
            var tag => tag.Tag.Value![1..^1],
        };
    }
}
