using System.Buffers.Binary;
using System.IO.Pipelines;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Dns.Resolving;
using Waypost.Dns.Serving;
using Waypost.Dns.ZoneFiles;
using Waypost.Dns.Zones;
using Waypost.Server.Dns;

namespace Waypost.Server.Tests.Dns;

[Trait("rfc", "7766 section 6.2.1.1")]
public sealed class StreamSessionTests
{
    private const ushort AxfrType = 252;

    private static readonly DnsPeer Peer = new(0, 0, 0, DnsTransport.Tcp);

    private readonly Pipe _toServer = new();
    private readonly Pipe _toClient = new();
    private readonly SlowMessages _slow = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AQueryBehindOneThatTakesTimeIsAnsweredBeforeIt()
    {
        var session = Run(Cancelled);
        await SendAsync((1, AxfrType), (2, 1), (3, 1));
        Assert.Equal(2, await ReceiveAsync());
        Assert.Equal(3, await ReceiveAsync());
        _slow.Finish(1);
        Assert.Equal(1, await ReceiveAsync());
        await EndAsync(session);
    }

    [Fact]
    public async Task MessagesThatTakeTimeKeepTheirOrder()
    {
        var session = Run(Cancelled);
        await SendAsync((1, AxfrType), (2, AxfrType), (3, 1));
        _slow.Finish(2);
        await _slow.WhenOneStarted.WaitAsync(Cancelled);
        Assert.Equal([1], _slow.Started);
        _slow.Finish(1);
        Assert.Equal(1, await ReceiveAsync());
        // The second may be as quick as the query behind it.
        int[] others = [await ReceiveAsync(), await ReceiveAsync()];
        Assert.Equal([2, 3], others.Order());
        Assert.Equal([1, 2], _slow.Started);
        await EndAsync(session);
    }

    [Fact]
    public async Task WhatIsUnderWayIsAnsweredAfterTheClientEndedItsSide()
    {
        var session = Run(Cancelled);
        await SendAsync((1, AxfrType));
        await _toServer.Writer.CompleteAsync();
        _slow.Finish(1);
        Assert.Equal(1, await ReceiveAsync());
        await session;
    }

    [Fact]
    public async Task WhatIsUnderWayEndsWhenNobodyIsLeftToAnswer()
    {
        using var gone = new CancellationTokenSource();
        var session = Run(gone.Token);
        await SendAsync((1, AxfrType), (2, 1));
        Assert.Equal(2, await ReceiveAsync());
        await gone.CancelAsync();
        await _toServer.Writer.CompleteAsync();
        await session;
    }

    private Task Run(CancellationToken gone)
    {
        var table = new ZoneTable();
        table.Publish(ZoneSnapshot.Build("example.com", ZoneFileParser.Parse("@ 60 SOA ns h 1 2 3 4 5\n@ 60 NS ns\nns 60 A 192.0.2.1\n", "example.com").Rrsets));
        var exchange = new DnsExchange(new QueryResponder(new ViewTable(table)), _slow, NullLogger<DnsExchange>.Instance);
        return new DnsStreamSession(exchange, Options.Create(new DnsOptions()), TimeProvider.System).RunAsync(_toServer.Reader, _toClient.Writer, Peer, gone);
    }

    private async Task SendAsync(params (ushort Id, ushort Type)[] queries) =>
        await _toServer.Writer.WriteAsync(queries.SelectMany(query => DnsFixture.Framed(DnsFixture.Query(query.Id, "ns.example.com", query.Type))).ToArray(), Cancelled);

    private async Task EndAsync(Task session)
    {
        await _toServer.Writer.CompleteAsync();
        await session;
    }

    private async Task<int> ReceiveAsync()
    {
        var prefix = await _toClient.Reader.ReadAtLeastAsync(2, Cancelled);
        var length = BinaryPrimitives.ReadUInt16BigEndian(prefix.Buffer.FirstSpan);
        _toClient.Reader.AdvanceTo(prefix.Buffer.GetPosition(2));
        var message = await _toClient.Reader.ReadAtLeastAsync(length, Cancelled);
        var id = BinaryPrimitives.ReadUInt16BigEndian(message.Buffer.FirstSpan);
        _toClient.Reader.AdvanceTo(message.Buffer.GetPosition(length));
        return id;
    }

    /// <summary>Answers a message with its own header when the test says so.</summary>
    private sealed class SlowMessages : IDeferredMessages
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<int, TaskCompletionSource> _finished = [];
        private readonly List<int> _started = [];
        private readonly TaskCompletionSource _one = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task WhenOneStarted => _one.Task;

        public IReadOnlyList<int> Started
        {
            get
            {
                lock (_lock)
                {
                    return [.. _started];
                }
            }
        }

        public void Finish(int id) => Source(id).SetResult();

        public async Task HandleAsync(DnsPeer peer, ReadOnlyMemory<byte> message, IDnsReplies replies, CancellationToken cancellationToken)
        {
            var id = BinaryPrimitives.ReadUInt16BigEndian(message.Span);
            lock (_lock)
            {
                _started.Add(id);
            }
            _one.TrySetResult();
            await Source(id).Task.WaitAsync(cancellationToken);
            await replies.SendAsync(message[..12], cancellationToken);
        }

        private TaskCompletionSource Source(int id)
        {
            lock (_lock)
            {
                return _finished.TryGetValue(id, out var source) ? source : _finished[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
