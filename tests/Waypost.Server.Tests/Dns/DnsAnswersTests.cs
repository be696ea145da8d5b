using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Dns.RateLimiting;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Server.Dns;

namespace Waypost.Server.Tests.Dns;

public sealed class DnsAnswersTests
{
    [Fact]
    public void TheDefaultsAnswerCookiesAndLimitNothing()
    {
        var settings = DnsAnswers.Read(new DnsOptions(), TimeProvider.System);
        Assert.NotNull(settings.Cookies);
        Assert.Null(settings.RateLimiter);
        Assert.Null(settings.Nsid);
        Assert.Equal((true, 1232, 100, false), (settings.MinimalAny, settings.MaxUdpSize, settings.KeepaliveTimeout, settings.RequireServerCookie));
    }

    [Theory]
    [InlineData("ns1", "6E7331")]
    [InlineData("0x0aFF", "0AFF")]
    public void AnIdentifierIsTextOrHexadecimal(string setting, string bytes) =>
        Assert.Equal(bytes, Convert.ToHexString(DnsAnswers.Read(new DnsOptions { Nsid = setting }, TimeProvider.System).Nsid!));

    [Fact]
    public void RatesThatAreNotSetAreThatOfResponses()
    {
        var options = new DnsOptions { RateLimit = new() { ResponsesPerSecond = 7, NxdomainsPerSecond = 3, ExemptClients = ["127.0.0.1", "!192.0.2.0/24"] } };
        var settings = DnsAnswers.Read(options, TimeProvider.System).RateLimiter!.Settings;
        Assert.Equal((7, 3, null), (settings.ResponsesPerSecond, settings.NxdomainsPerSecond, settings.ErrorsPerSecond));
        Assert.True(settings.ExemptClients.Matches(DnsPeer.ToBits([127, 0, 0, 1]), null));
    }

    [Fact]
    public void EveryWrongSettingIsNamed()
    {
        var options = new DnsOptions
        {
            MaxUdpSize = 511,
            Nsid = "0x0",
            Version = "line\nbreak",
            HostName = new string('h', 256),
            Cookies = new() { Secrets = ["00112233445566778899aabbccddeeff", "short"] },
            RateLimit = new() { ResponsesPerSecond = -1, Window = 0, Slip = 11, Ipv4PrefixLength = 33, MaxTableSize = 0, ExemptClients = ["nobody-knows"] },
        };
        Assert.Equal(
            [
                "Cookies:Secrets:1", "HostName", "MaxUdpSize", "Nsid", "RateLimit:ExemptClients", "RateLimit:Ipv4PrefixLength", "RateLimit:MaxTableSize",
                "RateLimit:ResponsesPerSecond", "RateLimit:Slip", "RateLimit:Window", "Version",
            ],
            DnsAnswers.Problems(options).Select(problem => problem.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WhatIsHeldBackIsLoggedOnceASecond()
    {
        using var logs = new CountingLogs();
        using var provider = new ServiceCollection().AddLogging(logging => logging.AddProvider(logs)).AddWaypostDns()
            .Configure<DnsOptions>(options => options.RateLimit = new() { ErrorsPerSecond = 1 }).AddSingleton<TimeProvider>(new StandingTime()).BuildServiceProvider();
        var limiter = provider.GetRequiredService<AnswerSettings>().RateLimiter!;
        for (var i = 0; i < 50; i++)
        {
            limiter.Check(default, ResponseCategory.Error, [], 0);
        }
        Assert.StartsWith("DNS rate limit: 1 responses held back, the last one Error to ", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    private sealed class StandingTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1000);

        public override long GetTimestamp() => 0;
    }

    private sealed class CountingLogs : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
