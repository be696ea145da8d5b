using System.Net;
using System.Text;

namespace Waypost.Client.Tests;

/// <summary>Answers requests in order from a list and keeps what was sent.</summary>
internal sealed class RecordingHandler(params HttpResponseMessage[] answers) : HttpMessageHandler
{
    private int next;

    public List<(HttpRequestMessage Request, string? Body)> Sent { get; } = [];

    public static HttpResponseMessage Json(HttpStatusCode status, string json, string? etag = null, string type = "application/json")
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, type) };
        if (etag is not null)
        {
            answer.Headers.TryAddWithoutValidation("ETag", etag);
        }

        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        Sent.Add((request, body));
        return answers[next++];
    }
}
