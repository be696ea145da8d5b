using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Waypost.Client;

/// <summary>One request and its answer: JSON in and out, preconditions, problem documents. Bodies are source generated, so AOT-safe.</summary>
internal sealed class ApiTransport(HttpClient http)
{
    private const string ZoneFileType = "text/dns";

    /// <summary>The contracts, tolerant of members that a newer server adds.</summary>
    internal static WaypostJsonContext Json { get; } =
        new(new JsonSerializerOptions(WaypostJsonContext.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip });

    /// <summary>Joins path segments under <c>v1/</c>, each percent-encoded (RFC 3986 section 2.1), so that <c>/</c> and <c>@</c> may be in a key.</summary>
    internal static string Path(string collection, params ReadOnlySpan<string> segments)
    {
        var path = new StringBuilder("v1/").Append(collection);
        foreach (var segment in segments)
        {
            path.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }

    /// <summary>A path with a query, which may be empty.</summary>
    internal static string WithQuery(string path, string query) => query.Length == 0 ? path : path + "?" + query;

    internal static HttpContent Body<T>(T value, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(value, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    internal static HttpContent MergePatch<T>(T value, JsonTypeInfo<T> type)
    {
        var content = Body(value, type);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/merge-patch+json");
        return content;
    }

    internal static HttpContent ZoneFile(string text) => new StringContent(text, Encoding.UTF8, ZoneFileType);

    internal async Task<Tagged<T>> ReadAsync<T>(HttpMethod method, string path, HttpContent? body, Precondition condition, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, condition, "application/json", cancellationToken).ConfigureAwait(false);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var value = JsonSerializer.Deserialize(bytes, type) ?? throw new JsonException("The answer is null.");
            return new Tagged<T>(value, response.Headers.ETag?.ToString());
        }
        catch (JsonException error)
        {
            throw new HttpRequestException($"{method} {path} answered {(int)response.StatusCode} without the expected JSON.", error, response.StatusCode);
        }
    }

    internal async Task<Tagged<T>?> FindAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(HttpMethod.Get, path, null, Precondition.None, type, cancellationToken).ConfigureAwait(false);
        }
        catch (WaypostApiException error) when (error.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    internal async Task WriteAsync(HttpMethod method, string path, HttpContent? body, Precondition condition, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, body, condition, "application/json", cancellationToken).ConfigureAwait(false);
    }

    internal async Task<string> ReadZoneFileAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(HttpMethod.Get, path, null, Precondition.None, ZoneFileType, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body, Precondition condition, string accept, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body };
        request.Headers.Accept.ParseAdd(accept);
        request.Headers.Accept.ParseAdd("application/problem+json");
        if (condition.IfMatch is { } tag)
        {
            request.Headers.IfMatch.Add(tag == "*" ? EntityTagHeaderValue.Any : EntityTagHeaderValue.Parse(tag));
        }

        if (condition.IfNoneMatch)
        {
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }

        var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new WaypostApiException(response.StatusCode, await ProblemAsync(response, cancellationToken).ConfigureAwait(false));
        }
    }

    private static async Task<ProblemDocument?> ProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType is not ("application/problem+json" or "application/json"))
        {
            return null;
        }

        try
        {
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, Json.ProblemDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
