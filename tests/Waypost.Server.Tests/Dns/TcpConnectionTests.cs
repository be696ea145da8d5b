using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Server.Dns;
using Waypost.Testing;

namespace Waypost.Server.Tests.Dns;

/// <summary>The same behaviour of both listeners: epoll on threads of its own, and Kestrel's.</summary>
public abstract class TcpConnectionTests(bool portable) : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly int _port = FreePort.Next();
    private IHost? _host;

    public async ValueTask InitializeAsync() => _host = await StartAsync(_port, TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await _host!.StopAsync();
        _host.Dispose();
    }

    [Fact]
    public async Task AnAnswerIsNotTruncated()
    {
        using var client = await ConnectAsync(_port);
        await client.SendAsync(DnsFixture.Framed(DnsFixture.Query(1, "big.example.com", 16)));
        Assert.Equal((1, false, 0, 20), DnsFixture.Header(await ReadAsync(client)));
    }

    [Fact]
    [Trait("rfc", "7766 section 6.2.1.1")]
    public async Task PipelinedQueriesAreAllAnswered()
    {
        using var client = await ConnectAsync(_port);
        var queries = Enumerable.Range(0, 300).SelectMany(id => DnsFixture.Framed(DnsFixture.Query((ushort)id, "big.example.com", 16))).ToArray();
        var sending = client.SendAsync(queries);
        for (var id = 0; id < 300; id++)
        {
            Assert.Equal((id, false, 0, 20), DnsFixture.Header(await ReadAsync(client)));
        }
        await sending;
    }

    [Fact]
    public async Task AQueryMayComeByteByByte()
    {
        using var client = await ConnectAsync(_port);
        client.NoDelay = true;
        foreach (var b in DnsFixture.Framed(DnsFixture.Query(5, "www.example.com", 1)))
        {
            await client.SendAsync(new[] { b });
        }
        Assert.Equal((5, false, 0, 1), DnsFixture.Header(await ReadAsync(client)));
    }

    [Theory]
    [InlineData(new byte[] { 0, 0 })]
    [InlineData(new byte[] { 0, 5, 1, 2, 3, 4, 5 })]
    public async Task AFrameTooShortForAHeaderEndsTheConnection(byte[] frame)
    {
        using var client = await ConnectAsync(_port);
        await client.SendAsync(frame);
        Assert.Equal(0, await ReceiveAsync(client, new byte[1]));
    }

    [Fact]
    public async Task GarbageNeverStopsTheListener()
    {
        var random = new Random(13);
        for (var i = 0; i < 100; i++)
        {
            using var client = await ConnectAsync(_port);
            var garbage = new byte[random.Next(1, 3000)];
            random.NextBytes(garbage);
            await client.SendAsync(garbage);
        }
        using var last = await ConnectAsync(_port);
        await last.SendAsync(DnsFixture.Framed(DnsFixture.Query(6, "www.example.com", 1)));
        Assert.Equal((6, false, 0, 1), DnsFixture.Header(await ReadAsync(last)));
    }

    [Fact]
    [Trait("rfc", "7766 section 6.2.3")]
    public async Task AConnectionThatSaysNothingIsClosed()
    {
        var port = FreePort.Next();
        using var host = await StartAsync(port, TimeSpan.FromMilliseconds(200));
        using var client = await ConnectAsync(port);
        await client.SendAsync(new byte[] { 0 });
        Assert.Equal(0, await ReceiveAsync(client, new byte[1]));
    }

    [Fact]
    public async Task AClientThatReadsLateGetsEveryAnswer()
    {
        using var client = await ConnectAsync(_port);
        // Four kilobytes an answer: more than sockets hold, so that the server must wait for the client.
        var queries = Enumerable.Range(0, 4000).SelectMany(id => DnsFixture.Framed(DnsFixture.Query((ushort)id, "big.example.com", 16))).ToArray();
        var sending = client.SendAsync(queries);
        while (client.Available == 0)
        {
            await Task.Yield();
        }
        for (var id = 0; id < 4000; id++)
        {
            Assert.Equal((id, false, 0, 20), DnsFixture.Header(await ReadAsync(client)));
        }
        await sending;
    }

    [Fact]
    public async Task ADeferredMessageIsAnsweredInItsTurn()
    {
        using var client = await ConnectAsync(_port);
        var transfer = DnsFixture.Query(2, "example.com", 252);
        await client.SendAsync((byte[])[
            .. DnsFixture.Framed(DnsFixture.Query(1, "big.example.com", 16)), .. DnsFixture.Framed(transfer), .. DnsFixture.Framed(DnsFixture.Query(3, "www.example.com", 1)),
        ]);
        Assert.Equal(1, DnsFixture.Header(await ReadAsync(client)).Id);
        Assert.Equal(2, DnsFixture.Header(await ReadAsync(client)).Id);
        Assert.Equal((3, false, 0, 1), DnsFixture.Header(await ReadAsync(client)));
        await client.SendAsync(DnsFixture.Framed(DnsFixture.Query(4, "www.example.com", 1)));
        Assert.Equal((4, false, 0, 1), DnsFixture.Header(await ReadAsync(client)));
    }

    [Fact]
    public async Task AServerThatStopsClosesConnectionsAtRest()
    {
        var port = FreePort.Next();
        var host = await StartAsync(port, TimeSpan.FromMinutes(10));
        using var client = await ConnectAsync(port);
        await client.SendAsync(DnsFixture.Framed(DnsFixture.Query(2, "www.example.com", 1)));
        await ReadAsync(client);
        await host.StopAsync(TestContext.Current.CancellationToken).WaitAsync(Limit, TestContext.Current.CancellationToken);
        Assert.Equal(0, await ReceiveAsync(client, new byte[1]));
        host.Dispose();
    }

    protected async Task<IHost> StartAsync(int port, TimeSpan idle, int maxConnections = 1000)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(DnsFixture.Exchange());
        builder.Services.AddSingleton<DnsStreamSession>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(Options.Create(new DnsOptions { Port = port, TcpIdleTimeout = idle, TcpThreads = 1, MaxTcpConnections = maxConnections }));
        if (portable)
        {
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen => listen.UseConnectionHandler<DnsTcpConnectionHandler>()));
        }
        else
        {
            builder.Services.AddHostedService<DnsTcpService>();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        }
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    protected static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    protected static async Task<byte[]> ReadAsync(Socket socket)
    {
        var prefix = new byte[2];
        await FillAsync(socket, prefix);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await FillAsync(socket, message);
        return message;
    }

    private static async Task FillAsync(Socket socket, byte[] buffer)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var received = await ReceiveAsync(socket, buffer.AsMemory(filled));
            Assert.NotEqual(0, received);
            filled += received;
        }
    }

    protected static async Task<int> ReceiveAsync(Socket socket, Memory<byte> buffer)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token);
    }
}

public sealed class EpollTcpConnectionTests() : TcpConnectionTests(portable: false)
{
    [Fact]
    [Trait("rfc", "7766 section 6.2.3")]
    public async Task OneConnectionTooManyClosesTheOneThatIsSilentLongest()
    {
        var port = FreePort.Next();
        using var host = await StartAsync(port, TimeSpan.FromMinutes(1), maxConnections: 2);
        using var first = await ConnectAsync(port);
        using var second = await ConnectAsync(port);
        foreach (var client in (Socket[])[second, first])
        {
            await client.SendAsync(DnsFixture.Framed(DnsFixture.Query(1, "www.example.com", 1)));
            await ReadAsync(client);
        }
        using var third = await ConnectAsync(port);
        Assert.Equal(0, await ReceiveAsync(second, new byte[1]));
        await first.SendAsync(DnsFixture.Framed(DnsFixture.Query(2, "www.example.com", 1)));
        Assert.Equal(2, DnsFixture.Header(await ReadAsync(first)).Id);
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class KestrelTcpConnectionTests() : TcpConnectionTests(portable: true);
