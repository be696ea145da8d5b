using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Waypost.Dns.Transfers;

namespace Waypost.Testing.Dns;

/// <summary>
/// A primary for <c>example.</c> that does as it is told: it announces a serial over UDP, and its transfers are what the test wants,
/// lies among them. It answers on 127.0.0.1, over UDP and TCP.
/// </summary>
public sealed class FakePrimary : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly TcpListener _tcp;
    private readonly UdpClient _udp;
    private readonly Task _work;
    private readonly ConcurrentQueue<ushort> _asked = new();

    public FakePrimary()
        : this(FreePort.Next())
    {
    }

    /// <summary>One in the place of another that is gone.</summary>
    public FakePrimary(int port)
    {
        Port = port;
        _tcp = new TcpListener(IPAddress.Loopback, Port);
        _tcp.Start();
        _udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, Port));
        _work = Task.WhenAll(ServeDatagramsAsync(), ServeStreamsAsync());
    }

    public int Port { get; }

    /// <summary>As a zone's setting <c>primaries</c> has it.</summary>
    public string Address => $"127.0.0.1 port {Port}";

    /// <summary>The serial in answers to SOA queries; null for silence.</summary>
    public uint? Serial { get; set; } = 1;

    /// <summary>The messages of a transfer of a type (251 IXFR, 252 AXFR). After the last the connection closes, unless <see cref="Hold"/> is set.</summary>
    public Func<ushort, IEnumerable<byte[]>> Transfer { get; set; } = _ => [];

    /// <summary>Keeps the connection open after the last message.</summary>
    public bool Hold { get; set; }

    /// <summary>QTYPEs of all queries so far.</summary>
    public IReadOnlyCollection<ushort> Asked => _asked;

    /// <summary>A whole transfer of a small zone with this serial.</summary>
    public static IEnumerable<byte[]> Zone(ushort type, uint serial, params string[] records) =>
        [TransferMessages.Write(type, [TransferMessages.Soa(serial), "example. 60 NS ns.example.", .. records, TransferMessages.Soa(serial)])];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _tcp.Dispose();
        _udp.Dispose();
        await _work;
        _stopping.Dispose();
    }

    private static ushort TypeOf(ReadOnlySpan<byte> query) => BinaryPrimitives.ReadUInt16BigEndian(query[(12 + TransferMessages.Origin.Wire.Length)..]);

    private async Task ServeDatagramsAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                UdpReceiveResult query = await _udp.ReceiveAsync(_stopping.Token);
                _asked.Enqueue(TypeOf(query.Buffer));
                if (Answer(query.Buffer) is { } answer)
                {
                    await _udp.SendAsync(answer, query.RemoteEndPoint, _stopping.Token);
                }
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }

    private async Task ServeStreamsAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _tcp.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeStreamAsync(client);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }

    private async Task ServeStreamAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream stream = client.GetStream();
            byte[] prefix = new byte[2];
            await stream.ReadExactlyAsync(prefix, _stopping.Token);
            byte[] query = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
            await stream.ReadExactlyAsync(query, _stopping.Token);
            ushort type = TypeOf(query);
            _asked.Enqueue(type);
            IEnumerable<byte[]> messages = type is TransferRequest.AxfrType or TransferRequest.IxfrType ? Transfer(type) : Answer(query) is { } answer ? [answer] : [];
            foreach (byte[] message in messages)
            {
                query.AsSpan(0, 2).CopyTo(message);
                BinaryPrimitives.WriteUInt16BigEndian(prefix, (ushort)message.Length);
                await stream.WriteAsync(prefix, _stopping.Token);
                await stream.WriteAsync(message, _stopping.Token);
            }

            if (Hold)
            {
                await Task.Delay(Timeout.Infinite, _stopping.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // The client has heard enough, or the test is over.
        }
    }

    private byte[]? Answer(byte[] query) =>
        Serial is { } serial ? TransferMessages.Write(TypeOf(query), 0x8400, BinaryPrimitives.ReadUInt16BigEndian(query), TransferMessages.Soa(serial)) : null;
}
