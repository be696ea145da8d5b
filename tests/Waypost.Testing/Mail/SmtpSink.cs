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
    public SmtpSink(string rcptReply = "250 2.1.5 ok", int port = 0)
    {
        RcptReply = rcptReply;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string RcptReply { get; set; }

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
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token).ConfigureAwait(false);
                await ServeAsync(client).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
        await using StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink ESMTP").ConfigureAwait(false);
        while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } line)
        {
            Commands.Add(line);
            string verb = line.Split(' ')[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch
            {
                "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 SIZE 1000000",
                "RCPT" => RcptReply,
                "DATA" => "354 go on",
                "QUIT" => "221 bye",
                _ => "250 ok",
            }).ConfigureAwait(false);
            if (verb == "QUIT")
            {
                return;
            }

            if (verb == "DATA")
            {
                StringBuilder message = new();
                while (await reader.ReadLineAsync(_stop.Token).ConfigureAwait(false) is { } text && text != ".")
                {
                    message.Append(text).Append("\r\n");
                }

                Messages.Add(message.ToString());
                await writer.WriteLineAsync("250 2.0.0 taken").ConfigureAwait(false);
            }
        }
    }
}
