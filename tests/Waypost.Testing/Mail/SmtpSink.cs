using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Waypost.Testing.Mail;

/// <summary>A remote SMTP server on loopback that takes messages, or refuses them as told.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    /// <param name="rcptReply">The reply to RCPT.</param>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="extensions">What EHLO offers.</param>
    public SmtpSink(string rcptReply = "250 2.1.5 ok", int port = 0, params IReadOnlyList<string> extensions)
    {
        RcptReply = rcptReply;
        Extensions = extensions is { Count: > 0 } ? extensions : ["8BITMIME", "SIZE 1000000"];
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string RcptReply { get; set; }

    /// <summary>Replies to RCPT that are not <see cref="RcptReply"/>, by forward-path.</summary>
    public Dictionary<string, string> RcptReplies { get; } = [];

    /// <summary>The reply to the final dot.</summary>
    public string FinalReply { get; set; } = "250 2.0.0 taken";

    /// <summary>The reply to STARTTLS.</summary>
    public string StartTlsReply { get; set; } = "454 4.7.0 not now";

    /// <summary>What EHLO offers.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Connections so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Closes each connection after so many messages, without a word.</summary>
    public int MessagesPerConnection { get; set; } = int.MaxValue;

    /// <summary>The commands that were received.</summary>
    public List<string> Commands { get; } = [];

    /// <summary>The messages, still dot-stuffed, each with its final CRLF.</summary>
    public List<string> Messages { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Stop();
        await _accepting.ConfigureAwait(false);
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> sessions = [];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                Connections++;
                sessions.Add(ServeAsync(client));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }

        await Task.WhenAll(sessions).ConfigureAwait(false);
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                await ConverseAsync(client).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
        }
    }

    private async Task ConverseAsync(TcpClient client)
    {
        using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
        await using StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink ESMTP").ConfigureAwait(false);
        int messages = 0;
        while (messages < MessagesPerConnection && await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } line)
        {
            lock (Commands)
            {
                Commands.Add(line);
            }

            string verb = line.Split(' ')[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => string.Join("\r\n", Extensions.Select(extension => "250-" + extension).Prepend("250-sink")) + "\r\n250 HELP",
                "RCPT" => RcptReplies.GetValueOrDefault(line.Split('<', '>')[1], RcptReply),
                "DATA" => "354 go on",
                "STARTTLS" => StartTlsReply,
                "AUTH" => "235 2.7.0 welcome",
                "QUIT" => "221 bye",
                _ => "250 ok",
            }).ConfigureAwait(false);
            if (verb == "QUIT" || (verb == "STARTTLS" && StartTlsReply.StartsWith("220", StringComparison.Ordinal)))
            {
                return;
            }

            if (verb == "DATA")
            {
                await ReadMessageAsync(reader).ConfigureAwait(false);
                await writer.WriteLineAsync(FinalReply).ConfigureAwait(false);
                messages++;
            }
        }
    }

    private async Task ReadMessageAsync(StreamReader reader)
    {
        StringBuilder message = new();
        while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } text && text != ".")
        {
            message.Append(text).Append("\r\n");
        }

        if (message.Length > 0)
        {
            lock (Messages)
            {
                Messages.Add(message.ToString());
            }
        }
    }
}
