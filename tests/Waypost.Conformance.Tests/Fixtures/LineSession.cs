using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>A raw session of a line protocol: bytes exactly as written here, Latin-1 both ways.</summary>
public sealed class LineSession : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TcpClient _client;
    private readonly byte[] _buffer = new byte[16384];
    private int _start;
    private int _end;

    private LineSession(TcpClient client) => _client = client;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<LineSession> ConnectAsync(int port) => ConnectAsync(port, "127.0.0.1");

    /// <summary>A session from another address of the loopback network.</summary>
    public static async Task<LineSession> ConnectAsync(int port, string from)
    {
        LineSession session = new(new TcpClient(new IPEndPoint(IPAddress.Parse(from), 0)));
        await session._client.ConnectAsync("127.0.0.1", port, Cancellation);
        return session;
    }

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _client.GetStream().WriteAsync(bytes, Cancellation);

    public Task SendLineAsync(string line) => SendAsync(Encoding.Latin1.GetBytes(line + "\r\n"));

    /// <summary>The next line without its CRLF, or null when the server has closed.</summary>
    public async Task<string?> ReadLineAsync()
    {
        List<byte> line = [];
        while (await ReadByteAsync() is { } value)
        {
            if (value == '\n' && line.Count > 0 && line[^1] == '\r')
            {
                return Encoding.Latin1.GetString([.. line[..^1]]);
            }

            line.Add(value);
        }

        return line.Count == 0 ? null : Encoding.Latin1.GetString([.. line]);
    }

    /// <summary>The next line must start so.</summary>
    public async Task<string> ExpectAsync(string start)
    {
        string? line = await ReadLineAsync();
        Assert.True(line is not null && line.StartsWith(start, StringComparison.Ordinal), $"expected '{start}', got '{line}'");
        return line!;
    }

    /// <summary>Sends a command and expects its one-line reply.</summary>
    public async Task<string> CommandAsync(string command, string reply)
    {
        await SendLineAsync(command);
        return await ExpectAsync(reply);
    }

    /// <summary>An SMTP reply of any number of lines: <c>250-...</c> up to <c>250 ...</c>.</summary>
    public async Task<IReadOnlyList<string>> SmtpReplyAsync(string code)
    {
        List<string> lines = [];
        do
        {
            lines.Add(await ExpectAsync(code));
        }
        while (lines[^1].Length > 3 && lines[^1][3] == '-');
        return lines;
    }

    /// <summary>Lines up to the one that starts with this tag, which is the last of the list.</summary>
    public async Task<IReadOnlyList<string>> ImapReplyAsync(string tag)
    {
        List<string> lines = [];
        do
        {
            lines.Add(await ReadLineAsync() ?? throw new EndOfStreamException($"closed before {tag}; so far:\n{string.Join('\n', lines)}"));
        }
        while (!lines[^1].StartsWith(tag + " ", StringComparison.Ordinal));
        return lines;
    }

    /// <summary>A POP3 multi-line body (RFC 1939 section 3): dots unstuffed, CRLF kept, the final dot left out.</summary>
    public async Task<byte[]> Pop3BodyAsync()
    {
        StringBuilder body = new();
        while (await ReadLineAsync() is { } line && line != ".")
        {
            body.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(body.ToString());
    }

    public async Task<byte[]> ReadBytesAsync(int count)
    {
        byte[] bytes = new byte[count];
        for (int index = 0; index < count; index++)
        {
            bytes[index] = await ReadByteAsync() ?? throw new EndOfStreamException($"closed after {index} of {count} bytes");
        }

        return bytes;
    }

    public void Dispose() => _client.Dispose();

    private async Task<byte?> ReadByteAsync()
    {
        if (_start == _end)
        {
            using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            limit.CancelAfter(Patience);
            try
            {
                _start = 0;
                _end = await _client.GetStream().ReadAsync(_buffer, limit.Token);
            }
            catch (IOException)
            {
                return null;
            }

            if (_end == 0)
            {
                return null;
            }
        }

        return _buffer[_start++];
    }
}
