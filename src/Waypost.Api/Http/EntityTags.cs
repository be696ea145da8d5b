using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>Strong entity tags (RFC 9110 section 8.8.3): 16 hexadecimal digits in quotes.</summary>
public static class EntityTags
{
    /// <summary>The tag of a value that has no stored tag: a hash of its JSON.</summary>
    public static string Of<T>(T value) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value, typeof(T), WaypostJsonContext.Default)).AsSpan(0, 8));

    public static void Set(HttpContext context, string tag) => context.Response.Headers.ETag = Quote(tag);

    public static string Quote(string tag) => $"\"{tag}\"";

    /// <summary>Whether If-None-Match says that the client has this version (RFC 9110 section 13.1.2, weak comparison).</summary>
    public static bool ClientHas(HttpContext context, string tag) =>
        EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var tags)
        && tags.Any(t => t.Tag.Equals("*", StringComparison.Ordinal) || t.Tag.Equals(Quote(tag), StringComparison.Ordinal));
}
