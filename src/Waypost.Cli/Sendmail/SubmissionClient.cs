using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Waypost.Cli.Connections;

namespace Waypost.Cli.Sendmail;

/// <summary>Hands a message to the server over SMTP (RFC 5321), with STARTTLS to another machine and AUTH where there is an account.</summary>
internal sealed class SubmissionClient(SubmitSettings settings, TextWriter? dialogue)
{
    private const int MaxLine = 4096;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ReplyTime = TimeSpan.FromMinutes(10);
    private static readonly UTF8Encoding Utf8 = new(false);
    private readonly byte[] _buffer = new byte[MaxLine];
    private Stream _stream = Stream.Null;
    private HashSet<string> _extensions = [];
    private int _start;
    private int _end;

    public async Task<SubmissionResult> SendAsync(Submission message, CancellationToken cancellationToken)
    {
        using TcpClient connection = new();
        try
        {
            await ConnectAsync(connection, cancellationToken);
            (int code, string text) = await OpenAsync(cancellationToken);
            if (code != 250)
            {
                return AllRefused(message, code, text);
            }

            return await TransactAsync(message, cancellationToken);
        }
        catch (Exception gone) when (gone is SocketException or IOException or AuthenticationException or TimeoutException)
        {
            return new SubmissionResult(gone.Message, [.. message.Recipients.Select(one => new RefusedRecipient(one, 451, gone.Message))], IsUnreachable: true);
        }
        finally
        {
            await _stream.DisposeAsync();
        }
    }

    private async Task ConnectAsync(TcpClient connection, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTime);
        try
        {
            await connection.ConnectAsync(settings.Host, settings.Port, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"{settings.Host}:{settings.Port} does not answer");
        }

        _stream = connection.GetStream();
    }

    private async Task<(int Code, string Text)> OpenAsync(CancellationToken cancellationToken)
    {
        (int code, string text) = await ReadReplyAsync(cancellationToken);
        if (code != 220)
        {
            return (code, text);
        }

        (code, text) = await GreetAsync(cancellationToken);
        bool here = IPAddress.TryParse(settings.Host, out IPAddress? address) ? IPAddress.IsLoopback(address) : settings.Host == "localhost";
        if (code == 250 && !here && _extensions.Contains("STARTTLS"))
        {
            (code, text) = await CommandAsync("STARTTLS", cancellationToken);
            if (code == 220)
            {
                // A password goes only to a server that is who it says.
                SslStream tls = new(_stream, leaveInnerStreamOpen: false, (_, _, _, errors) => settings.User.Length == 0 || errors == SslPolicyErrors.None);
                await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = settings.Host }, cancellationToken);
                _stream = tls;
                (code, text) = await GreetAsync(cancellationToken);
            }
        }

        if (code == 250 && settings.User.Length > 0)
        {
            string password = TextFile.Read(settings.PasswordFile).TrimEnd('\r', '\n');
            (code, text) = await CommandAsync("AUTH PLAIN " + Convert.ToBase64String(Utf8.GetBytes($"\0{settings.User}\0{password}")), cancellationToken, shown: "AUTH PLAIN ...");
            code = code == 235 ? 250 : code;
        }

        return (code, text);
    }

    private async Task<(int Code, string Text)> GreetAsync(CancellationToken cancellationToken)
    {
        (int code, string text) = await CommandAsync("EHLO " + SubmitSettings.MachineName(), cancellationToken);
        _extensions = [.. text.Split('\n').Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
        return (code, text);
    }

    private async Task<SubmissionResult> TransactAsync(Submission message, CancellationToken cancellationToken)
    {
        (int code, string text) = await CommandAsync(MailCommand(message), cancellationToken);
        if (code != 250)
        {
            return AllRefused(message, code, text);
        }

        List<RefusedRecipient> refused = [];
        foreach (string recipient in message.Recipients)
        {
            string notify = message.Notify is not null && _extensions.Contains("DSN") ? " NOTIFY=" + message.Notify : "";
            (code, text) = await CommandAsync($"RCPT TO:<{recipient}>{notify}", cancellationToken);
            if (code is not (250 or 251))
            {
                refused.Add(new RefusedRecipient(recipient, code, text));
            }
        }

        if (refused.Count < message.Recipients.Count)
        {
            (code, text) = await CommandAsync("DATA", cancellationToken);
            if (code == 354)
            {
                await _stream.WriteAsync(Stuffed(message.Content), cancellationToken);
                (code, text) = await CommandAsync(".", cancellationToken);
            }

            if (code != 250)
            {
                return AllRefused(message, code, text);
            }
        }

        await CommandAsync("QUIT", cancellationToken);
        return new SubmissionResult(text, refused, IsUnreachable: false);
    }

    private string MailCommand(Submission message)
    {
        StringBuilder command = new($"MAIL FROM:<{message.ReversePath}>");
        if (_extensions.Contains("SIZE"))
        {
            command.Append(CultureInfo.InvariantCulture, $" SIZE={message.Content.Length}");
        }

        if (_extensions.Contains("8BITMIME") && message.Content.Any(octet => octet > 127))
        {
            command.Append(" BODY=8BITMIME");
        }

        if (_extensions.Contains("SMTPUTF8") && !message.Recipients.Append(message.ReversePath).All(one => Ascii.IsValid(one)))
        {
            command.Append(" SMTPUTF8");
        }

        if (_extensions.Contains("DSN"))
        {
            command.Append(message.Return is null ? "" : " RET=" + message.Return).Append(message.EnvelopeId is null ? "" : " ENVID=" + Xtext(message.EnvelopeId));
        }

        return command.ToString();
    }

    private static string Xtext(string text) =>
        string.Concat(text.Select(c => c is > ' ' and < '\x7f' and not '+' and not '=' ? c.ToString() : $"+{(int)c:X2}"));

    private static SubmissionResult AllRefused(Submission message, int code, string text) =>
        new(text, [.. message.Recipients.Select(one => new RefusedRecipient(one, code, text))], IsUnreachable: code is 421);

    private static byte[] Stuffed(byte[] content)
    {
        string text = Encoding.Latin1.GetString(content).Replace("\r\n.", "\r\n..", StringComparison.Ordinal);
        text = text.StartsWith('.') ? "." + text : text;
        return Encoding.Latin1.GetBytes(text.EndsWith("\r\n", StringComparison.Ordinal) ? text : text + "\r\n");
    }

    private async Task<(int Code, string Text)> CommandAsync(string line, CancellationToken cancellationToken, string? shown = null)
    {
        await ShowAsync(">>> " + (shown ?? line));
        await _stream.WriteAsync(Utf8.GetBytes(line + "\r\n"), cancellationToken);
        return await ReadReplyAsync(cancellationToken);
    }

    private Task ShowAsync(string line) => dialogue?.WriteLineAsync(line) ?? Task.CompletedTask;

    private async Task<(int Code, string Text)> ReadReplyAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ReplyTime);
        List<string> lines = [];
        string line;
        do
        {
            line = await ReadLineAsync(limit.Token);
            await ShowAsync(line);
            lines.Add(line.Length > 4 ? line[4..] : "");
        }
        while (line.Length > 3 && line[3] == '-' && lines.Count < 100);

        return int.TryParse(line.AsSpan(0, Math.Min(3, line.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? (code, string.Join('\n', lines)) : throw new IOException("not an SMTP server: " + line);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        List<byte> line = [];
        while (line.Count < MaxLine)
        {
            if (_start == _end)
            {
                (_start, _end) = (0, await _stream.ReadAsync(_buffer, cancellationToken));
                if (_end == 0)
                {
                    throw new IOException("the server closed the connection");
                }
            }

            byte octet = _buffer[_start++];
            if (octet == '\n')
            {
                break;
            }

            line.Add(octet);
        }

        return Utf8.GetString([.. line]).TrimEnd('\r');
    }
}
