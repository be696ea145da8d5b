using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Waypost.Server.Delivery;

/// <summary>MailKit's SMTP client, sending a message's octets as they are: what was signed stays signed.</summary>
internal sealed class RawSmtpClient : SmtpClient
{
    private Stream? _stream;

    /// <summary>Says EHLO on an open connection.</summary>
    public async Task OpenAsync(Stream stream, string host, int port, CancellationToken cancellationToken)
    {
        _stream = stream;
        await ConnectAsync(stream, host, port, SecureSocketOptions.None, cancellationToken);
    }

    /// <summary>Sends one message to one recipient and returns the reply that decided.</summary>
    public async Task<SmtpResponse> SendAsync(string reversePath, string forwardPath, ReadOnlyMemory<byte> content, bool utf8, CancellationToken cancellationToken)
    {
        string size = Capabilities.HasFlag(SmtpCapabilities.Size) ? $" SIZE={content.Length}" : "";
        string body = Capabilities.HasFlag(SmtpCapabilities.EightBitMime) && content.Span.IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0 ? " BODY=8BITMIME" : "";
        string smtpUtf8 = utf8 ? " SMTPUTF8" : "";
        SmtpResponse reply = await SendCommandAsync($"MAIL FROM:<{reversePath}>{size}{body}{smtpUtf8}", cancellationToken);
        if (!IsPositive(reply))
        {
            return reply;
        }

        reply = await SendCommandAsync($"RCPT TO:<{forwardPath}>", cancellationToken);
        if (!IsPositive(reply))
        {
            return reply;
        }

        reply = await SendCommandAsync("DATA", cancellationToken);
        if ((int)reply.StatusCode != 354)
        {
            return reply;
        }

        // The client has flushed its buffer with the command, so the stream is ours until the final dot.
        await DotStuffing.WriteAsync(_stream!, content, cancellationToken);
        return await SendCommandAsync(".", cancellationToken);
    }

    internal static bool IsPositive(SmtpResponse reply) => (int)reply.StatusCode is >= 200 and < 300;
}
