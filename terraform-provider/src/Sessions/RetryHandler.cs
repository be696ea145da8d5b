using System.Net;
using System.Net.Sockets;

namespace Waypost.Terraform.Sessions;

/// <summary>
/// Sends again what the server put off: 429, 503 and, where repeating is harmless, other 5xx, 409 and connections that
/// failed. It waits as <c>Retry-After</c> (RFC 9110 section 10.2.3) says, else longer each time.
/// </summary>
internal sealed class RetryHandler(HttpMessageHandler inner, TimeProvider time, CancellationToken stopping) : DelegatingHandler(inner)
{
    private const int MaxAttempts = 7;
    private const int MaxConflictAttempts = 4;
    private const int MaxConnectionAttempts = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(2);

    // Once a server has been away for all attempts, the other thousand resources of a plan need not find that out again.
    private volatile bool away;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        for (var attempt = 1; ; attempt++)
        {
            TimeSpan delay;
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                away = false;
                if (Delay(request, response, attempt) is not { } wait)
                {
                    return response;
                }

                response.Dispose();
                delay = wait;
            }
            catch (HttpRequestException error) when (!away && IsLost(request, error))
            {
                if (attempt >= MaxConnectionAttempts)
                {
                    away = true;
                    throw;
                }

                delay = BackOff(attempt);
            }

            await Task.Delay(delay, time, linked.Token);
        }
    }

    private TimeSpan? Delay(HttpRequestMessage request, HttpResponseMessage response, int attempt)
    {
        var attempts = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => MaxAttempts,
            HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => IsRepeatable(request) ? MaxAttempts : 0,
            HttpStatusCode.Conflict => IsRepeatable(request) ? MaxConflictAttempts : 0,
            _ => 0,
        };
        if (attempt >= attempts)
        {
            return null;
        }

        var asked = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        var backOff = BackOff(attempt);
        return asked > LongestRetryAfter ? null : asked > backOff ? asked : backOff;
    }

    // Twice as long each time, and not in step with the others that wait.
    private static TimeSpan BackOff(int attempt)
    {
        var delay = FirstDelay * Math.Pow(2, attempt - 1);
        return (delay > LongestDelay ? LongestDelay : delay) * (0.75 + (Random.Shared.NextDouble() / 2));
    }

    private static bool IsRepeatable(HttpRequestMessage request) => request.Method != HttpMethod.Post;

    // A connection that was never made carried nothing; one that broke may have.
    private static bool IsLost(HttpRequestMessage request, HttpRequestException error) =>
        error.HttpRequestError == HttpRequestError.ConnectionError || error.InnerException is SocketException
        || (IsRepeatable(request) && error.HttpRequestError == HttpRequestError.ResponseEnded);
}
