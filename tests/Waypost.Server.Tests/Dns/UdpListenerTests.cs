using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Waypost.Server.Dns;
using Waypost.Server.Dns.Udp;
using Waypost.Testing;

namespace Waypost.Server.Tests.Dns;

public sealed class UdpListenerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AQueryIsAnsweredByEitherListener(bool portable)
    {
        using var stopping = new CancellationTokenSource();
        var listeners = UdpListeners.Bind(new IPEndPoint(IPAddress.Loopback, 0), 2, DnsFixture.Exchange(), NullLogger.Instance, portable);
        var threads = listeners.Select(listener => Task.Run(() => listener.Run(stopping.Token), CancellationToken.None)).ToArray();
        var reply = await AskAsync(listeners[0].LocalEndPoint.Port, DnsFixture.Query(7, "www.example.com", 1));
        Assert.Equal((7, false, 0, 1), DnsFixture.Header(reply));
        Assert.Equal(IPAddress.Parse("192.0.2.80"), DnsFixture.LastAddress(reply));
        await stopping.CancelAsync();
        await Task.WhenAll(threads).WaitAsync(Limit, TestContext.Current.CancellationToken);
        foreach (var listener in listeners)
        {
            listener.Dispose();
        }
    }

    [Fact]
    public async Task ABurstFromManyClientsIsAnsweredWhole()
    {
        using var service = DnsFixture.Udp(FreePort.Next());
        await service.StartAsync(CancellationToken.None);
        var clients = Enumerable.Range(0, 20).Select(async client =>
        {
            using var socket = Connect(service.LocalEndPoint!.Port);
            for (var i = 0; i < 50; i++)
            {
                await socket.SendAsync(DnsFixture.Query((ushort)((client * 100) + i), "www.example.com", 1), SocketFlags.None);
            }
            var ids = new HashSet<int>();
            for (var i = 0; i < 50; i++)
            {
                ids.Add(DnsFixture.Header(await ReceiveAsync(socket)).Id);
            }
            Assert.Equal(Enumerable.Range(client * 100, 50), ids.Order());
        });
        await Task.WhenAll(clients);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task GarbageNeverStopsTheListener()
    {
        using var service = DnsFixture.Udp(FreePort.Next(), threads: 1);
        await service.StartAsync(CancellationToken.None);
        var random = new Random(5);
        using var socket = Connect(service.LocalEndPoint!.Port);
        for (var i = 0; i < 2000; i++)
        {
            var garbage = new byte[random.Next(0, i % 100 == 0 ? 9000 : 200)];
            random.NextBytes(garbage);
            if (garbage.Length > 5 && i % 2 == 0)
            {
                // Past the header, so that names and counts are read too.
                DnsFixture.Query(0, "www.example.com", 1).AsSpan(0, Math.Min(garbage.Length, 6)).CopyTo(garbage);
            }
            await socket.SendAsync(garbage, SocketFlags.None);
        }
        var reply = await AskAsync(service.LocalEndPoint.Port, DnsFixture.Query(9, "www.example.com", 1));
        Assert.Equal((9, false, 0, 1), DnsFixture.Header(reply));
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ALongAnswerIsTruncated()
    {
        using var service = DnsFixture.Udp(FreePort.Next());
        await service.StartAsync(CancellationToken.None);
        Assert.Equal((3, true, 0, 0), DnsFixture.Header(await AskAsync(service.LocalEndPoint!.Port, DnsFixture.Query(3, "big.example.com", 16))));
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task ABusyPortNamesItselfAndItsSetting()
    {
        var port = FreePort.Next();
        using var first = DnsFixture.Udp(port);
        await first.StartAsync(CancellationToken.None);
        using var second = DnsFixture.Udp(port);
        var exception = await Assert.ThrowsAsync<PortInUseException>(() => second.StartAsync(CancellationToken.None));
        Assert.Contains($"UDP port {port} on 127.0.0.1 is in use", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Dns:Port", exception.Message, StringComparison.Ordinal);
        await first.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task AStoppedListenerFreesItsPort()
    {
        var port = FreePort.Next();
        for (var i = 0; i < 2; i++)
        {
            using var service = DnsFixture.Udp(port);
            await service.StartAsync(CancellationToken.None);
            await service.StopAsync(CancellationToken.None);
        }
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
    }

    [Fact]
    public async Task PortZeroTurnsTheListenerOff()
    {
        using var service = DnsFixture.Udp(0);
        await service.StartAsync(CancellationToken.None);
        Assert.Null(service.LocalEndPoint);
        await service.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task AWrongSettingStopsTheStart()
    {
        using var service = DnsFixture.Udp(FreePort.Next(), threads: -1);
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => service.StartAsync(CancellationToken.None));
        Assert.Contains("Dns:UdpThreads", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFailureInsideIsAServerFailureOutside()
    {
        var exchange = DnsFixture.Over(new Waypost.Dns.Resolving.QueryResponder(null!));
        var response = new byte[512];
        var length = exchange.Respond(default, DnsFixture.Query(4, "www.example.com", 1), response);
        Assert.Equal((4, false, 2, 0), DnsFixture.Header(response.AsSpan(0, length)));
    }

    private static Socket Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    private static async Task<byte[]> AskAsync(int port, byte[] query)
    {
        using var socket = Connect(port);
        await socket.SendAsync(query, SocketFlags.None);
        return await ReceiveAsync(socket);
    }

    private static async Task<byte[]> ReceiveAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(Limit);
        var buffer = new byte[4096];
        return buffer[..await socket.ReceiveAsync(buffer, SocketFlags.None, limit.Token)];
    }
}
