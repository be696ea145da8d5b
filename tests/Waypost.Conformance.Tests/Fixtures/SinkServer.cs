using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Conformance.Tests.Fixtures;

/// <summary>A message that the sink took: its envelope and its bytes, dots unstuffed.</summary>
public sealed record SunkMessage(string ReversePath, IReadOnlyList<string> Recipients, byte[] Content);

/// <summary>The smallest SMTP server that takes everything (RFC 5321), standing in for a remote mail exchanger on 127.0.0.1.</summary>
public sealed class SinkServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentBag<SunkMessage> _messages = [];
    private readonly Task _accepting;

    public SinkServer(int port)
    {
        Port = port;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public IReadOnlyList<SunkMessage> MessagesTo(string recipient) =>
        [.. _messages.Where(message => message.Recipients.Contains(recipient, StringComparer.OrdinalIgnoreCase))];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test run is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
                await using StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await ConverseAsync(reader, writer);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The client went away; what it sent before DATA's final dot does not count.
            }
        }
    }

    private async Task ConverseAsync(StreamReader reader, StreamWriter writer)
    {
        string reversePath = "";
        List<string> recipients = [];
        await writer.WriteLineAsync("220 sink.example ESMTP");
        while (await reader.ReadLineAsync(_stopping.Token) is { } line)
        {
            string verb = line.Split(' ')[0].ToUpperInvariant();
            switch (verb)
            {
                case "MAIL":
                    reversePath = Path(line);
                    recipients = [];
                    await writer.WriteLineAsync("250 2.1.0 ok");
                    break;
                case "RCPT":
                    recipients.Add(Path(line));
                    await writer.WriteLineAsync("250 2.1.5 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _messages.Add(new SunkMessage(reversePath, recipients, await ReadContentAsync(reader)));
                    await writer.WriteLineAsync("250 2.0.0 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 2.0.0 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 2.0.0 sink.example");
                    break;
            }
        }
    }

    private async Task<byte[]> ReadContentAsync(StreamReader reader)
    {
        StringBuilder content = new();
        while (await reader.ReadLineAsync(_stopping.Token) is { } line && line != ".")
        {
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(content.ToString());
    }

    private static string Path(string line)
    {
        int open = line.IndexOf('<', StringComparison.Ordinal);
        int close = line.IndexOf('>', StringComparison.Ordinal);
        return open >= 0 && close > open ? line[(open + 1)..close] : "";
    }
}
