using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Benchmarks.Imap;

/// <summary>A client that costs little: it sends a command and counts octets until the tagged reply.</summary>
internal sealed class ImapWire : IDisposable
{
    private readonly TcpClient _client = new() { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];
    private NetworkStream _stream = null!;
    private int _tag;

    /// <summary>The first octets of the last answer.</summary>
    public string Beginning { get; private set; } = "";

    public static async Task<ImapWire> OpenAsync(int port, CancellationToken cancellationToken)
    {
        var wire = new ImapWire();
        await wire._client.ConnectAsync("127.0.0.1", port, cancellationToken);
        wire._stream = wire._client.GetStream();
        await wire.ReadUntilAsync("\r\n", cancellationToken);
        await wire.RunAsync("LOGIN ann secret", cancellationToken);
        return wire;
    }

    /// <summary>Runs a command and returns the octets of its answer.</summary>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<long> RunAsync(string command, CancellationToken cancellationToken)
    {
        var tag = Next();
        await _stream.WriteAsync(Encoding.UTF8.GetBytes($"{tag} {command}\r\n"), cancellationToken);
        return await FinishAsync(tag, cancellationToken);
    }

    public async Task AppendAsync(string mailbox, byte[] message, CancellationToken cancellationToken)
    {
        var tag = Next();
        byte[] octets = [.. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{tag} APPEND {mailbox} {{{message.Length}+}}\r\n")), .. message, .. "\r\n"u8];
        await _stream.WriteAsync(octets, cancellationToken);
        await FinishAsync(tag, cancellationToken);
    }

    public async Task IdleAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes($"{Next()} IDLE\r\n"), cancellationToken);
        await ReadUntilAsync("+ ", cancellationToken);
    }

    public Task AwaitExistsAsync(CancellationToken cancellationToken) => ReadUntilAsync(" EXISTS", cancellationToken);

    public async Task DoneAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync("DONE\r\n"u8.ToArray(), cancellationToken);
        await ReadUntilAsync("OK ", cancellationToken);
    }

    public void Dispose()
    {
        _stream?.Dispose();
        _client.Dispose();
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"q{++_tag:00000000}z");

    // The tag is unlike anything in the messages, and the reply's line is the last.
    private async Task<long> FinishAsync(string tag, CancellationToken cancellationToken)
    {
        var end = Encoding.ASCII.GetBytes("\r\n" + tag + " ");
        var total = 0L;
        var tail = new byte[8192];
        var kept = 0;
        Beginning = "";
        while (true)
        {
            var read = await _stream.ReadAsync(_buffer, cancellationToken);
            if (read == 0)
            {
                throw new IOException("The server closed the connection.");
            }

            if (total < 200)
            {
                Beginning += Encoding.ASCII.GetString(_buffer, 0, Math.Min(read, 200));
            }

            total += read;
            var from = Math.Max(0, read - 4096);
            var joined = kept + read - from > tail.Length ? 0 : kept;
            if (joined == 0 && kept > 0)
            {
                Array.Copy(tail, Math.Max(0, kept - 200), tail, 0, Math.Min(kept, 200));
                joined = Math.Min(kept, 200);
            }

            Array.Copy(_buffer, from, tail, joined, read - from);
            kept = joined + read - from;
            var text = tail.AsSpan(0, kept);
            var at = total == kept && text.StartsWith(end.AsSpan(2)) ? 0 : text.LastIndexOf(end) is >= 0 and var found ? found + 2 : -1;
            if (at >= 0 && text.EndsWith("\r\n"u8))
            {
                var reply = Encoding.ASCII.GetString(text[at..]);
                return reply.AsSpan(tag.Length + 1).StartsWith("OK") ? total : throw new InvalidOperationException(reply.Trim());
            }
        }
    }

    private async Task ReadUntilAsync(string text, CancellationToken cancellationToken)
    {
        var seen = "";
        while (!seen.Contains(text, StringComparison.Ordinal))
        {
            var read = await _stream.ReadAsync(_buffer, cancellationToken);
            seen += read == 0 ? throw new IOException("The server closed the connection.") : Encoding.ASCII.GetString(_buffer, 0, read);
        }
    }
}
