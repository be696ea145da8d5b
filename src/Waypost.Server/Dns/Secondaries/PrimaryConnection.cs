using System.Buffers.Binary;
using System.Net.Sockets;
using Waypost.Dns.Transfers;

namespace Waypost.Server.Dns.Secondaries;

/// <summary>A TCP or TLS connection to another name server: messages behind two bytes of length (RFC 1035 section 4.2.2).</summary>
internal sealed class PrimaryConnection : IAsyncDisposable
{
    private const int PrefixLength = 2;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[ushort.MaxValue];
    private readonly byte[] _prefix = new byte[PrefixLength];

    private PrimaryConnection(Stream stream) => _stream = stream;

    public static async Task<PrimaryConnection> OpenAsync(PrimaryAddress primary, TlsClient tls, CancellationToken cancellationToken)
    {
        var socket = new Socket(primary.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(primary.EndPoint, cancellationToken);
            Stream stream = new BufferedStream(new NetworkStream(socket, ownsSocket: true), 64 << 10);
            return new PrimaryConnection(primary.Tls is null ? stream : await tls.ConnectAsync(stream, primary, cancellationToken));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public async Task SendAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        var framed = new byte[PrefixLength + message.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)message.Length);
        message.CopyTo(framed.AsMemory(PrefixLength));
        await _stream.WriteAsync(framed, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>The next message, valid until the next call. Throws <see cref="EndOfStreamException"/> when the connection ends.</summary>
    public async Task<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken)
    {
        await _stream.ReadExactlyAsync(_prefix, cancellationToken);
        var length = BinaryPrimitives.ReadUInt16BigEndian(_prefix);
        await _stream.ReadExactlyAsync(_buffer.AsMemory(0, length), cancellationToken);
        return _buffer.AsMemory(0, length);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();
}
