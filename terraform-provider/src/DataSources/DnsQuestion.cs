using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Waypost.Dns.Names;
using Waypost.Dns.Rdata;
using Waypost.Dns.Wire;

namespace Waypost.Terraform.DataSources;

/// <summary>What a server answered: its response code (RFC 1035 section 4.1.1) and the records of the type asked for.</summary>
internal sealed record DnsReply(int ResponseCode, bool IsAuthoritative, uint? Ttl, IReadOnlyList<string> Records);

/// <summary>One question to one server, over UDP, and over TCP when the answer does not fit.</summary>
internal sealed class DnsQuestion(DnsName name, RdataType type)
{
    private const int HeaderLength = 12;
    private const int MaxDatagram = 4096;
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>The reply; <see cref="InvalidDataException"/> when there is none that can be read.</summary>
    public async Task<DnsReply> AskAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var query = Query();
        for (var attempt = 1; ; attempt++)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(Patience);
            try
            {
                var reply = await OverUdpAsync(server, query, limit.Token);
                return Read((reply[2] & 0x02) == 0 ? reply : await OverTcpAsync(server, query, limit.Token));
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts)
                {
                    throw new InvalidDataException($"The DNS server {server} does not answer.", error);
                }
            }
        }
    }

    private byte[] Query()
    {
        var query = new byte[HeaderLength + name.Wire.Length + 4];
        RandomNumberGenerator.Fill(query.AsSpan(0, 2));
        query[5] = 1;
        name.Wire.CopyTo(query.AsSpan(HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(query.AsSpan(query.Length - 4), type.Code);
        query[^1] = 1;
        return query;
    }

    private static async Task<byte[]> OverUdpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(server, cancellationToken);
        await socket.SendAsync(query, cancellationToken);
        var buffer = new byte[MaxDatagram];
        while (true)
        {
            var length = await socket.ReceiveAsync(buffer, cancellationToken);
            if (length >= HeaderLength && buffer.AsSpan(0, 2).SequenceEqual(query.AsSpan(0, 2)))
            {
                return buffer[..length];
            }
        }
    }

    private static async Task<byte[]> OverTcpAsync(IPEndPoint server, byte[] query, CancellationToken cancellationToken)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, cancellationToken);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync((byte[])[(byte)(query.Length >> 8), (byte)query.Length, .. query], cancellationToken);
        var prefix = new byte[2];
        await stream.ReadExactlyAsync(prefix, cancellationToken);
        var reply = new byte[BinaryPrimitives.ReadUInt16BigEndian(prefix)];
        await stream.ReadExactlyAsync(reply, cancellationToken);
        return reply;
    }

    private DnsReply Read(byte[] reply)
    {
        var reader = new WireReader(reply, compressed: true) { Position = HeaderLength };
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(reply.AsSpan(4)); left > 0; left--)
        {
            if (!reader.TryReadName(owner, out _) || !reader.TryReadBytes(4, out _))
            {
                throw Malformed();
            }
        }

        var records = new List<string>();
        uint? ttl = null;
        for (var left = BinaryPrimitives.ReadUInt16BigEndian(reply.AsSpan(6)); left > 0; left--)
        {
            if (!reader.TryReadName(owner, out _) || !reader.TryReadUInt16(out var code) || !reader.TryReadUInt16(out _) || !reader.TryReadUInt32(out var seconds)
                || !reader.TryReadUInt16(out var length) || reader.Remaining < length)
            {
                throw Malformed();
            }

            var end = reader.Position + length;
            if (code == type.Code)
            {
                var rdata = new WireReader(reply.AsSpan(0, end), compressed: true) { Position = reader.Position };
                records.Add(type.TryFormat(ref rdata, out var text) ? text : throw Malformed());
                ttl = ttl is { } least && least < seconds ? least : seconds;
            }

            reader.Position = end;
        }

        return new DnsReply(reply[3] & 0x0f, (reply[2] & 0x04) != 0, ttl, [.. records.Order(StringComparer.Ordinal)]);
    }

    private static InvalidDataException Malformed() => new("The DNS server's answer is malformed.");
}
