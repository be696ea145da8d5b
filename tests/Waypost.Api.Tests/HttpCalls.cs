using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Waypost.Client;

namespace Waypost.Api.Tests;

/// <summary>One line calls of the API, and what tests look at in the answers.</summary>
public static class HttpCalls
{
    public static async Task<HttpResponseMessage> CallAsync(
        this HttpClient client, HttpMethod method, string path, string? body = null, string? ifMatch = null, string? ifNoneMatch = null, string mediaType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
            // A large body may be refused unread: ask first, as curl does, so that the answer is not lost in a reset.
            request.Headers.ExpectContinue = body.Length > 1024 * 1024;
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static Task<HttpResponseMessage> GetJsonAsync(this HttpClient client, string path) => client.CallAsync(HttpMethod.Get, path);

    public static Task<HttpResponseMessage> PutTextAsync(this HttpClient client, string path, string? body) => client.CallAsync(HttpMethod.Put, path, body);

    public static Task<HttpResponseMessage> PostTextAsync(this HttpClient client, string path, string? body) => client.CallAsync(HttpMethod.Post, path, body);

    public static Task<HttpResponseMessage> RemoveAsync(this HttpClient client, string path, string? ifMatch = null) =>
        client.CallAsync(HttpMethod.Delete, path, ifMatch: ifMatch);

    public static async Task<string> TextAsync(this HttpResponseMessage response) =>
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.TextAsync());
        return document.RootElement.Clone();
    }

    public static string Tag(this HttpResponseMessage response)
    {
        Assert.NotNull(response.Headers.ETag);
        Assert.False(response.Headers.ETag.IsWeak);
        return response.Headers.ETag.Tag;
    }

    /// <summary>Asserts the status and, for a refusal, the form of the problem document.</summary>
    public static async Task<ProblemDocument> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status)
    {
        var text = await response.TextAsync();
        Assert.True(response.StatusCode == status, $"expected {status}, got {response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonSerializer.Deserialize(text, WaypostJsonContext.Default.ProblemDocument);
        Assert.NotNull(problem);
        Assert.Equal((int)status, problem.Status);
        Assert.StartsWith("urn:waypost:problem:", problem.Type, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(problem.Detail));
        Assert.DoesNotContain("Waypost.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>Asserts a problem whose errors are at exactly these paths.</summary>
    public static async Task<ProblemDocument> ProblemAtAsync(this HttpResponseMessage response, HttpStatusCode status, params string[] paths)
    {
        var problem = await response.ProblemAsync(status);
        Assert.Equal(paths.Order(StringComparer.Ordinal), (problem.Errors?.Keys ?? []).Order(StringComparer.Ordinal));
        return problem;
    }

    public static async Task<JsonElement> OkAsync(this HttpResponseMessage response, HttpStatusCode status = HttpStatusCode.OK)
    {
        Assert.True(response.StatusCode == status, $"expected {status}, got {response.StatusCode}: {await response.TextAsync()}");
        return await response.JsonAsync();
    }
}
