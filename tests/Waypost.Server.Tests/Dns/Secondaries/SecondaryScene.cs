using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Waypost.Dns.Serving;
using Waypost.Dns.Transfers;
using Waypost.Dns.Tsig;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Secondaries;
using Waypost.Testing.Dns;
using Waypost.Testing.Processes;

namespace Waypost.Server.Tests.Dns.Secondaries;

/// <summary>The secondary zone <c>example.</c> of one primary, looked after by a scheduler whose clock the test moves.</summary>
internal sealed class SecondaryScene : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SecondaryScheduler _scheduler;

    public SecondaryScene(FakePrimary primary, SecondaryOptions? options = null, SecondaryState? state = null, string? leaseholder = null)
    {
        Primary = primary;
        Views = new ViewTable(new ZoneTable());
        Store = new MemorySecondaryStore(Views) { Leaseholder = leaseholder };
        if (state is not null)
        {
            Store.States[Key] = state;
        }

        IOptions<SecondaryOptions> settings = Options.Create(options ?? new SecondaryOptions());
        TsigKeyring keyring = new();
        TlsClient tls = new(settings);
        ZoneTransferClient client = new(new ServerExchange(keyring, tls, settings, Time), keyring, tls, settings, Time);
        SecondaryRefresher refresher = new(client, Store, new TransferGate(10, 2), NullLogger<SecondaryRefresher>.Instance);
        _scheduler = new SecondaryScheduler(Views, new ZoneChanges(Views), Store, refresher, Book, settings, Time, NullLogger<SecondaryScheduler>.Instance);
        Assert.True(ZonePolicy.TryCompile(new ZoneSettings { Primaries = [primary.Address], MinRefresh = 1, MinRetry = 1 }, AclTable.Of([], []), out ZonePolicy? policy, out _));
        Views.Default.Zones.Publish(ServedZone.Empty(Key.Origin, ZoneKind.Secondary, policy));
    }

    public static ZoneKey Key { get; } = ZoneKey.Default("example.");

    public FakePrimary Primary { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ViewTable Views { get; }

    public MemorySecondaryStore Store { get; }

    public SecondaryBook Book { get; } = new(() => 0);

    public uint? ServedSerial => Views.Default.Zones.Find(Key.Origin)?.Serial;

    public SecondaryState State => Book.Find(Key)!;

    public async Task StartAsync()
    {
        await _scheduler.PrepareAsync(_stopping.Token);
        await _scheduler.StartAsync(_stopping.Token);
    }

    /// <summary>Waits for the check that is due now and all that it does; moves the clock to it first.</summary>
    public async Task<SecondaryState> NextCheckAsync()
    {
        DateTimeOffset? last = State.LastCheck;
        if (State.NextCheck is { } next && next > Time.GetUtcNow())
        {
            Time.SetUtcNow(next);
        }

        return await UntilAsync(() => State, state => state.LastCheck is not null && state.LastCheck != last);
    }

    public static Task<T> UntilAsync<T>(Func<T> ask, Predicate<T> accept) =>
        Until.AnswerAsync(() => Task.FromResult(ask()), answer => accept(answer), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _scheduler.StopAsync(CancellationToken.None);
        _scheduler.Dispose();
        Book.Dispose();
        _stopping.Dispose();
    }
}
