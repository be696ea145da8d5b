using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Waypost.Testing.Processes;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>What the API answered.</summary>
public sealed record ApiReply(HttpStatusCode Status, string MediaType, string? ETag, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>Fails with the whole answer when the status is not one of these.</summary>
    public ApiReply Expect(params HttpStatusCode[] statuses)
    {
        Assert.True(statuses.Contains(Status), $"expected {string.Join(" or ", statuses)}, got {this}");
        return this;
    }

    /// <summary>RFC 9457: every error is a problem document that names no code of ours.</summary>
    public ApiReply ExpectProblem(HttpStatusCode status)
    {
        Expect(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal((int)status, Json.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(Json.GetProperty("title").GetString()));
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Body, StringComparison.Ordinal);
        return this;
    }

    public override string ToString() => $"{(int)Status} {MediaType} {Body}";
}

/// <summary>Speaks to the API as curl would: text in, text out.</summary>
public sealed class ApiSession(WaypostProcess process)
{
    public Task<ApiReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ApiReply> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    public Task<ApiReply> PutAsync(string path, string json = "{}") => SendAsync(HttpMethod.Put, path, json);

    public Task<ApiReply> PostAsync(string path, string json = "{}") => SendAsync(HttpMethod.Post, path, json);

    /// <summary>POST without a body, as <c>curl -X POST</c> sends it.</summary>
    public Task<ApiReply> PostNothingAsync(string path) => SendAsync(HttpMethod.Post, path);

    public Task<ApiReply> CreateZoneAsync(string name, string masterFile) =>
        SendAsync(HttpMethod.Post, $"/v1/zones?name={name}", masterFile, "text/dns");

    public async Task<ApiReply> SendAsync(
        HttpMethod method, string path, string? body = null, string mediaType = "application/json", string? ifMatch = null, string? ifNoneMatch = null, string? key = null)
    {
        using HttpRequestMessage request = new(method, new Uri(path, UriKind.Relative));
        string bearer = key ?? process.AdminKey;
        if (bearer.Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        using HttpResponseMessage response = await process.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new ApiReply(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType ?? "",
            response.Headers.ETag?.ToString(),
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
