using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;

namespace Waypost.Testing.Transcripts;

/// <summary>Plays a client's side of a protocol against a connection handler, over memory, and compares what comes back.</summary>
public static class Transcript
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Plays <c>C: text</c> (sent with CRLF) and <c>S: text</c> (must be the next line; <c>*</c> matches anything).</summary>
    /// <param name="handler">The protocol's handler.</param>
    /// <param name="script">Lines that start with <c>C:</c> or <c>S:</c>; others are ignored.</param>
    /// <param name="chunk">Bytes a write; 0 sends each line whole.</param>
    /// <param name="client">Address of the client; loopback by default.</param>
    public static async Task RunAsync(ConnectionHandler handler, string script, int chunk = 0, IPAddress? client = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(script);
        Pipe toServer = new(), toClient = new();
        using CancellationTokenSource closed = new(Limit);
        DefaultConnectionContext context = new(Guid.NewGuid().ToString("N"), new Duplex(toServer.Reader, toClient.Writer), new Duplex(toClient.Reader, toServer.Writer))
        {
            LocalEndPoint = new IPEndPoint(IPAddress.Loopback, 25),
            RemoteEndPoint = new IPEndPoint(client ?? IPAddress.Loopback, 40000),
            ConnectionClosed = closed.Token,
        };
        Task server = ServeAsync(handler, context, toClient.Writer);
        StringBuilder log = new();
        foreach (string raw in script.Split('\n'))
        {
            string line = raw.Trim('\r').TrimStart();
            if (line.StartsWith("C:", StringComparison.Ordinal))
            {
                await SendAsync(toServer.Writer, Latin1(Body(line) + "\r\n"), chunk, closed.Token).ConfigureAwait(false);
                log.AppendLine(line);
            }
            else if (line.StartsWith("S:", StringComparison.Ordinal))
            {
                string? actual = await ReadLineAsync(toClient.Reader, closed.Token).ConfigureAwait(false);
                log.Append("S: ").AppendLine(actual ?? "(closed)");
                string expected = Body(line);
                string pattern = "^" + Regex.Escape(expected).Replace("\\*", ".*", StringComparison.Ordinal) + "$";
                if (actual is null || (actual != expected && !Regex.IsMatch(actual, pattern, RegexOptions.Singleline)))
                {
                    throw new TranscriptMismatchException($"expected: {expected}\nactual:   {actual ?? "(closed)"}\nso far:\n{log}");
                }
            }
        }

        await toServer.Writer.CompleteAsync().ConfigureAwait(false);
        await toClient.Reader.CompleteAsync().ConfigureAwait(false);
        await server.WaitAsync(Limit).ConfigureAwait(false);
    }

    private static async Task ServeAsync(ConnectionHandler handler, ConnectionContext context, PipeWriter output)
    {
        try
        {
            await handler.OnConnectedAsync(context).ConfigureAwait(false);
        }
        finally
        {
            await output.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static string Body(string line) => line.Length > 2 && line[2] == ' ' ? line[3..] : line[2..];

    private static byte[] Latin1(string text) => Encoding.Latin1.GetBytes(text);

    private static async Task SendAsync(PipeWriter writer, byte[] bytes, int chunk, CancellationToken cancellationToken)
    {
        int step = chunk == 0 ? bytes.Length : chunk;
        for (int at = 0; at < bytes.Length; at += step)
        {
            FlushResult flushed = await writer.WriteAsync(bytes.AsMemory(at, Math.Min(step, bytes.Length - at)), cancellationToken).ConfigureAwait(false);
            if (flushed.IsCompleted)
            {
                return;
            }
        }
    }

    private static async Task<string?> ReadLineAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            SequencePosition? end = read.Buffer.PositionOf((byte)'\n');
            if (end is { } newline)
            {
                string line = Encoding.Latin1.GetString(read.Buffer.Slice(0, newline).ToArray()).TrimEnd('\r');
                reader.AdvanceTo(read.Buffer.GetPosition(1, newline));
                return line;
            }

            if (read.IsCompleted)
            {
                return null;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}

/// <summary>The server said something else than the transcript.</summary>
public sealed class TranscriptMismatchException(string message) : Exception(message);
