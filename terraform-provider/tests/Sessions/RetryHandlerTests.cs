using System.Net;
using System.Net.Http.Headers;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Tests.Sessions;

public sealed class RetryHandlerTests
{
    [Theory]
    [InlineData("GET", HttpStatusCode.TooManyRequests, 2)]
    [InlineData("POST", HttpStatusCode.TooManyRequests, 2)]
    [InlineData("PATCH", HttpStatusCode.BadGateway, 2)]
    [InlineData("PUT", HttpStatusCode.Conflict, 2)]
    [InlineData("POST", HttpStatusCode.BadGateway, 1)]
    [InlineData("POST", HttpStatusCode.Conflict, 1)]
    [InlineData("PUT", HttpStatusCode.PreconditionFailed, 1)]
    [InlineData("GET", HttpStatusCode.NotFound, 1)]
    public async Task WhatCanBeRepeatedIs(string method, HttpStatusCode status, int requests)
    {
        var server = new Answers(new HttpResponseMessage(status));
        using var http = Client(server);
        using var request = new HttpRequestMessage(new HttpMethod(method), "v1/zones");
        var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(requests, server.Count);
        Assert.Equal(requests == 1 ? status : HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task AServerThatAsksForTooMuchPatienceGetsNone()
    {
        var busy = new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromHours(1));
        var server = new Answers(busy);
        using var http = Client(server);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("v1/zones", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task AConnectionThatFailedIsMadeAgain()
    {
        var server = new Answers(failures: 2);
        using var http = Client(server);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("v1/zones", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task WaitingEndsWithTheCommand()
    {
        using var stop = new CancellationTokenSource();
        var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMinutes(1));
        using var http = new HttpClient(new RetryHandler(new Answers(busy), TimeProvider.System, stop.Token)) { BaseAddress = new Uri("http://127.0.0.1") };
        var get = http.GetAsync(new Uri("v1/zones", UriKind.Relative), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get);
    }

    private static HttpClient Client(Answers server) =>
        new(new RetryHandler(server, TimeProvider.System, CancellationToken.None)) { BaseAddress = new Uri("http://127.0.0.1") };

    private sealed class Answers(HttpResponseMessage? first = null, int failures = 0) : HttpMessageHandler
    {
        public int Count { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Count++;
            return Count <= failures ? throw new HttpRequestException(HttpRequestError.ConnectionError)
                : Task.FromResult(Count == 1 && first is not null ? first : new HttpResponseMessage(HttpStatusCode.OK));
        }
    }
}
