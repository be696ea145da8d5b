using System.Globalization;
using System.Text;
using Waypost.Mail.Queue;

namespace Waypost.Server.Delivery.Remote;

/// <summary>One message to some recipients on an open connection (RFC 5321 section 3.3), with everything up to DATA in one
/// write where the server has PIPELINING (RFC 2920).</summary>
internal sealed class RemoteTransaction(RemoteConnection connection, RelayedMessage message, DeliveryOptions options)
{
    private RemoteCapabilities Capabilities => connection.Capabilities;

    private RemoteChannel Channel => connection.Channel;

    /// <summary>Whether the whole content has been sent: from then on, a lost connection leaves the message in doubt.</summary>
    public bool IsContentSent { get; private set; }

    /// <summary>Sends the message; the results are in the order of the recipients.</summary>
    public async Task<IReadOnlyList<DeliveryResult>> RunAsync(IReadOnlyList<RelayedRecipient> recipients, CancellationToken cancellationToken)
    {
        if (Check() is { } refusal)
        {
            return [.. recipients.Select(_ => refusal)];
        }

        bool chunking = message.Envelope.Body == BodyKind.BinaryMime;
        bool pipelining = Capabilities.Pipelining;
        string mail = MailCommand();
        string[] rcpts = [.. recipients.Select(RcptCommand)];
        if (pipelining)
        {
            await Channel.WriteAsync(string.Concat(mail, string.Concat(rcpts), chunking ? "" : "DATA\r\n"), options.ReplyTimeout, cancellationToken);
        }

        RemoteReply reply = pipelining ? await ReadAsync(cancellationToken) : await AskAsync(mail, cancellationToken);
        RemoteReply? mailRefusal = reply.IsPositive ? null : reply;
        var results = new DeliveryResult?[recipients.Count];
        if (mailRefusal is not null && (!pipelining || reply.Code == 421))
        {
            return Refused(results, mailRefusal);
        }

        for (int i = 0; i < rcpts.Length; i++)
        {
            reply = pipelining ? await ReadAsync(cancellationToken) : await AskAsync(rcpts[i], cancellationToken);
            if (reply.Code == 421)
            {
                return Refused(results, reply); // The server is going away, and answers nothing that is still on its way.
            }

            results[i] = mailRefusal is not null ? mailRefusal.ToResult(connection.Host) : reply.IsPositive ? null : reply.ToResult(connection.Host);
        }

        bool any = Array.Exists(results, result => result is null);
        if (chunking)
        {
            return any ? await SendChunkAsync(results, cancellationToken) : await ResetAsync(results, cancellationToken);
        }

        if (!any && !pipelining)
        {
            return await ResetAsync(results, cancellationToken);
        }

        reply = pipelining ? await ReadAsync(cancellationToken) : await AskAsync("DATA\r\n", cancellationToken);
        if (reply.Code != 354)
        {
            return any ? Refused(results, reply) : await ResetAsync(results, cancellationToken);
        }

        if (any)
        {
            await Channel.WriteContentAsync(message.Content, options.ReplyTimeout, cancellationToken);
            IsContentSent = true;
        }

        // Without a recipient that was taken the server ought to have refused DATA; an empty message ends the misunderstanding.
        await Channel.WriteAsync(".\r\n", options.ReplyTimeout, cancellationToken);
        reply = await Channel.ReadReplyAsync(options.FinalReplyTimeout, cancellationToken);
        return any ? Final(results, reply) : [.. results.Select(result => result!)];
    }

    private DeliveryResult? Check()
    {
        string host = connection.Host;
        if (message.NeedsUtf8 && !Capabilities.SmtpUtf8)
        {
            return DeliveryResult.Permanent("5.6.7", $"{host} does not offer SMTPUTF8, which the message needs", host);
        }

        if (Capabilities.MaxSize is > 0 and { } max && message.Content.Length > max)
        {
            return DeliveryResult.Permanent("5.3.4", $"{host} takes messages of at most {max} octets, and this one has {message.Content.Length}", host);
        }

        if (message.Envelope.Body == BodyKind.BinaryMime && !(Capabilities is { BinaryMime: true, Chunking: true }))
        {
            return DeliveryResult.Permanent("5.6.1", $"{host} does not offer BINARYMIME, which the message needs", host);
        }

        return message.Envelope.RequireTls && !(Channel.IsTls && connection.IsVerified && Capabilities.RequireTls)
            ? DeliveryResult.Permanent("5.7.30", $"{host} does not offer REQUIRETLS over verified TLS, which the message requires", host)
            : null;
    }

    private string MailCommand()
    {
        var command = new StringBuilder("MAIL FROM:<").Append(message.ReversePath).Append('>');
        LeasedMessage envelope = message.Envelope;
        if (Capabilities.MaxSize is not null)
        {
            command.Append(" SIZE=").Append(message.Content.Length);
        }

        if (envelope.Body == BodyKind.BinaryMime)
        {
            command.Append(" BODY=BINARYMIME");
        }
        else if (Capabilities.EightBitMime && (envelope.Body == BodyKind.EightBitMime || message.HasEightBit))
        {
            command.Append(" BODY=8BITMIME");
        }

        if (message.NeedsUtf8)
        {
            command.Append(" SMTPUTF8");
        }

        if (Capabilities.Dsn && envelope.Return is { } part)
        {
            command.Append(part == DsnReturn.Full ? " RET=FULL" : " RET=HDRS");
        }

        if (Capabilities.Dsn && envelope.EnvelopeId is { Length: > 0 } id)
        {
            command.Append(" ENVID=").Append(DsnText.EncodeXtext(id));
        }

        if (Capabilities.MtPriority && envelope.Priority != 0)
        {
            command.Append(" MT-PRIORITY=").Append(envelope.Priority.ToString(CultureInfo.InvariantCulture));
        }

        return command.Append(envelope.RequireTls ? " REQUIRETLS\r\n" : "\r\n").ToString();
    }

    private string RcptCommand(RelayedRecipient recipient)
    {
        var command = new StringBuilder("RCPT TO:<").Append(recipient.ForwardPath).Append('>');
        QueueRecipient queued = recipient.Leased.Recipient;
        if (Capabilities.Dsn)
        {
            if (queued.Notify is { } notify)
            {
                command.Append(" NOTIFY=").Append(DsnText.WriteNotify(notify));
            }

            if (queued.OriginalRecipient is { } original)
            {
                command.Append(" ORCPT=").Append(DsnText.EncodeTypedAddress(original));
            }
        }

        return command.Append("\r\n").ToString();
    }

    private async Task<IReadOnlyList<DeliveryResult>> SendChunkAsync(DeliveryResult?[] results, CancellationToken cancellationToken)
    {
        await Channel.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"BDAT {message.Content.Length} LAST\r\n"), options.ReplyTimeout, cancellationToken);
        await Channel.WriteOctetsAsync(message.Content, options.ReplyTimeout, cancellationToken);
        IsContentSent = true;
        return Final(results, await Channel.ReadReplyAsync(options.FinalReplyTimeout, cancellationToken));
    }

    private List<DeliveryResult> Final(DeliveryResult?[] results, RemoteReply reply)
    {
        DeliveryResult taken = reply.IsPositive
            ? DeliveryResult.Delivered with { RemoteHost = connection.Host, Reason = $"{reply.Code} {reply.Text}", IsDsnPassedOn = Capabilities.Dsn }
            : reply.ToResult(connection.Host);
        return [.. results.Select(result => result ?? taken)];
    }

    private List<DeliveryResult> Refused(DeliveryResult?[] results, RemoteReply reply) => [.. results.Select(result => result ?? reply.ToResult(connection.Host))];

    private async Task<IReadOnlyList<DeliveryResult>> ResetAsync(DeliveryResult?[] results, CancellationToken cancellationToken)
    {
        await AskAsync("RSET\r\n", cancellationToken);
        return [.. results.Select(result => result!)];
    }

    private Task<RemoteReply> ReadAsync(CancellationToken cancellationToken) => Channel.ReadReplyAsync(options.ReplyTimeout, cancellationToken);

    private async Task<RemoteReply> AskAsync(string command, CancellationToken cancellationToken)
    {
        await Channel.WriteAsync(command, options.ReplyTimeout, cancellationToken);
        return await ReadAsync(cancellationToken);
    }
}
