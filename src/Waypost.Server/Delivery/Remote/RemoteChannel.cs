using System.Net.Security;
using System.Text;

namespace Waypost.Server.Delivery.Remote;

/// <summary>A server closed the connection, was silent for too long, or spoke no SMTP.</summary>
internal sealed class RemoteProtocolException(string message) : IOException(message);

/// <summary>Commands to a server and its replies, over TCP and then over TLS.</summary>
internal sealed class RemoteChannel(Stream stream) : IAsyncDisposable
{
    private const int MaxLines = 200;
    private const int MaxLine = 2048;

    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    public bool IsTls => _stream is SslStream;

    public Stream Stream => _stream;

    /// <summary>Whether octets have come that nobody has asked for.</summary>
    public bool HasSurplus => _start < _end;

    public async Task WriteAsync(string text, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await WithinAsync(timeout, async token =>
        {
            await _stream.WriteAsync(Encoding.UTF8.GetBytes(text), token);
            await _stream.FlushAsync(token);
            return true;
        }, cancellationToken);
    }

    public Task WriteContentAsync(ReadOnlyMemory<byte> content, TimeSpan timeout, CancellationToken cancellationToken) =>
        WithinAsync(timeout, async token =>
        {
            await DotStuffing.WriteAsync(_stream, content, token);
            return true;
        }, cancellationToken);

    public Task WriteOctetsAsync(ReadOnlyMemory<byte> content, TimeSpan timeout, CancellationToken cancellationToken) =>
        WithinAsync(timeout, async token =>
        {
            await _stream.WriteAsync(content, token);
            await _stream.FlushAsync(token);
            return true;
        }, cancellationToken);

    public async Task<RemoteReply> ReadReplyAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        await WithinAsync(timeout, ReadReplyAsync, cancellationToken);

    public async Task<RemoteReply> AskAsync(string command, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await WriteAsync(command + "\r\n", timeout, cancellationToken);
        return await ReadReplyAsync(timeout, cancellationToken);
    }

    public async Task StartTlsAsync(SslClientAuthenticationOptions options, TimeSpan timeout, CancellationToken cancellationToken)
    {
        // What came in the clear behind the reply to STARTTLS was put there by somebody else (RFC 3207 section 6).
        if (HasSurplus)
        {
            throw new RemoteProtocolException("more came in the clear behind the reply to STARTTLS");
        }

        var tls = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = tls;
        await WithinAsync(timeout, async token =>
        {
            await tls.AuthenticateAsClientAsync(options, token);
            return true;
        }, cancellationToken);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private async Task<RemoteReply> ReadReplyAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>(1);
        while (lines.Count < MaxLines)
        {
            string line = await ReadLineAsync(cancellationToken);
            if (!RemoteReply.TryReadLine(line, out int code, out bool isLast, out string text))
            {
                throw new RemoteProtocolException("the server's reply is no SMTP");
            }

            lines.Add(text);
            if (isLast)
            {
                return new RemoteReply(code, lines);
            }
        }

        throw new RemoteProtocolException("the server's reply has no end");
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>(80);
        while (line.Count <= MaxLine)
        {
            int end = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line.AddRange(_buffer.AsSpan(_start, end));
                _start += end + 1;
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.AddRange(_buffer.AsSpan(_start, _end - _start));
            (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
            if (_end == 0)
            {
                throw new RemoteProtocolException("the server closed the connection");
            }
        }

        throw new RemoteProtocolException("the server's reply has a line too long");
    }

    private static async Task<T> WithinAsync<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> action, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await action(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RemoteProtocolException($"no answer within {timeout}");
        }
    }
}
