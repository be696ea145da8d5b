using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Server.Tests.Delivery;

/// <summary>A name server on loopback that answers from a list: <c>name TYPE value</c>; everything else is NXDOMAIN.</summary>
internal sealed class StubNameServer : IAsyncDisposable
{
    private readonly UdpClient _socket = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly CancellationTokenSource _stop = new();
    private readonly (string Name, int Type, byte[] Rdata)[] _records;
    private readonly Task _serving;

    /// <param name="records">For example <c>a.test MX 10 mail.a.test</c> and <c>mail.a.test A 192.0.2.1</c>; <c>x.test SERVFAIL</c>.</param>
    public StubNameServer(params string[] records)
    {
        _records = [.. records.Select(Parse)];
        _serving = ServeAsync();
    }

    public string EndPoint => _socket.Client.LocalEndPoint!.ToString()!;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _socket.Dispose();
        _stop.Dispose();
    }

    private static (string Name, int Type, byte[] Rdata) Parse(string text)
    {
        string[] parts = text.Split(' ');
        return parts[1] switch
        {
            "MX" => (parts[0], 15, [0, byte.Parse(parts[2]), .. Encode(parts[3])]),
            "A" => (parts[0], 1, IPAddress.Parse(parts[2]).GetAddressBytes()),
            "AAAA" => (parts[0], 28, IPAddress.Parse(parts[2]).GetAddressBytes()),
            _ => (parts[0], 0, []),
        };
    }

    private static byte[] Encode(string name) =>
        [.. name.Split('.', StringSplitOptions.RemoveEmptyEntries).SelectMany(label => Encoding.ASCII.GetBytes(label).Prepend((byte)label.Length)), 0];

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                UdpReceiveResult query = await _socket.ReceiveAsync(_stop.Token);
                await _socket.SendAsync(Answer(query.Buffer), query.RemoteEndPoint, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private byte[] Answer(byte[] query)
    {
        int at = 12;
        List<string> labels = [];
        while (query[at] != 0)
        {
            labels.Add(Encoding.ASCII.GetString(query, at + 1, query[at]));
            at += query[at] + 1;
        }

        int type = BinaryPrimitives.ReadUInt16BigEndian(query.AsSpan(at + 1));
        string name = string.Join('.', labels);
        (string Name, int Type, byte[] Rdata)[] owned = [.. _records.Where(record => record.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        byte code = (byte)(owned.Length == 0 ? 3 : owned[0].Type == 0 ? 2 : 0);
        (string, int Type, byte[] Rdata)[] answers = [.. owned.Where(record => record.Type == type)];
        List<byte> reply = [query[0], query[1], 0x84, code, 0, 1, 0, (byte)answers.Length, 0, 0, 0, 0, .. query[12..(at + 5)]];
        foreach ((_, int answerType, byte[] rdata) in answers)
        {
            reply.AddRange([0xc0, 12, 0, (byte)answerType, 0, 1, 0, 0, 0, 60, 0, (byte)rdata.Length, .. rdata]);
        }

        return [.. reply];
    }
}
