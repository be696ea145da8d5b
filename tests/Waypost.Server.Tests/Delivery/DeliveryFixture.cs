using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Mail.Tables;
using Waypost.Server.Delivery;
using Waypost.Server.Smtp;
using Waypost.Testing.Mail;

namespace Waypost.Server.Tests.Delivery;

/// <summary>The queue runner over a queue in memory, a stub MX table and a clock that the test moves.</summary>
public sealed class DeliveryFixture : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];

    public DeliveryFixture(int remotePort = 25, Action<DeliveryOptions>? configure = null)
    {
        Queue = new MemoryMessageQueue(Time);
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IMessageQueue>(Queue);
        services.AddSingleton<IMxResolver>(Mx);
        services.AddSingleton<IMessageTrace>(new NoTrace());
        services.AddWaypostDelivery();
        services.Configure<SmtpOptions>(options => options.HostName = "mx.test");
        services.Configure<DeliveryOptions>(options =>
        {
            options.RemotePort = remotePort;
            options.RetryDelays = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];
            options.Lifetime = TimeSpan.FromHours(1);
            options.PollInterval = TimeSpan.FromMilliseconds(20);
            configure?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
        Tables.Update(_ => MailTables.Empty with
        {
            MailDomains = MailTables.Empty.MailDomains.Add("example.com"),
            Accounts = MailTables.Empty.Accounts.Union(["ann", "bob"]),
        });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero));

    public MemoryMessageQueue Queue { get; }

    public StubMxResolver Mx { get; } = new();

    public MailTablesHolder Tables => _services.GetRequiredService<MailTablesHolder>();

    public async Task StartAsync()
    {
        foreach (IHostedService service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _running.Add(service);
        }
    }

    /// <summary>Waits until something is true of the queue.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    public async Task StopAsync()
    {
        foreach (IHostedService service in _running)
        {
            await service.StopAsync(CancellationToken.None);
        }

        _running.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await _services.DisposeAsync();
    }
}

/// <summary>A trace that nothing is in.</summary>
public sealed class NoTrace : IMessageTrace
{
    public Task<TracedMessage?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<TracedMessage?>(null);

    public Task<IReadOnlyList<TracedMessage>> ListAsync(TraceFilter filter, long? beforeId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<TracedMessage>>([]);

    public Task<IReadOnlyList<MessageEvent>> ReadEventsAsync(long messageId, long afterId, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MessageEvent>>([]);

    public Task<int> PurgeAsync(DateTimeOffset acceptedBefore, int max, CancellationToken cancellationToken) => Task.FromResult(0);
}

/// <summary>MX answers by domain; a domain that is not listed is served by this machine.</summary>
public sealed class StubMxResolver : IMxResolver
{
    public Dictionary<string, MxAnswer> Answers { get; } = [];

    /// <summary>When set, a lookup tells that it began and then waits for ever.</summary>
    public TaskCompletionSource? Stuck { get; set; }

    public async Task<MxAnswer> ResolveAsync(string domain, CancellationToken cancellationToken)
    {
        if (Stuck is not null)
        {
            Stuck.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return Answers.TryGetValue(domain, out MxAnswer? answer)
            ? answer
            : new MxAnswer(MxStatus.Found, [new MxHost("mail." + domain, 10, [IPAddress.Loopback])], null);
    }

    public Task<MxAnswer> ResolveHostAsync(string host, CancellationToken cancellationToken) =>
        Task.FromResult(Answers.TryGetValue(host, out MxAnswer? answer) ? answer : new MxAnswer(MxStatus.Found, [new MxHost(host, 0, [IPAddress.Loopback])], null));
}
