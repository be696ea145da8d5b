using System.Buffers;
using System.Text;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp;

/// <summary>Takes responsibility for a message: checks it, adds its trace field, and answers 250 once the queue has committed it.</summary>
internal static partial class MessageAcceptance
{
    public static async ValueTask<SmtpReply> AcceptAsync(SmtpSession session, SmtpEnvelope envelope, SmtpContentDecoder content, CancellationToken cancellationToken)
    {
        SmtpBackend backend = session.Backend;
        if (Check(backend.Options, content) is { } refusal)
        {
            backend.Metrics.Message("refused");
            return refusal;
        }

        string id = Guid.NewGuid().ToString("N")[..16];
        if (envelope.IsDiscarded || envelope.Recipients.Count == 0)
        {
            backend.Metrics.Message("discarded");
            LogDiscarded(backend.Logger, session.Id, id);
            return SmtpReply.Of(250, "2.0.0", $"{id} Message accepted for delivery");
        }

        var message = new AcceptedMessage(envelope.ReversePathText, [.. envelope.Recipients], Prepare(session, envelope, content.Content, id)) { Quarantine = envelope.Quarantine };
        try
        {
            long queueId = await backend.Queue.EnqueueAsync(message, cancellationToken);
            backend.Metrics.Message("accepted");
            LogAccepted(backend.Logger, session.Id, id, queueId, message.Content.Length, message.Recipients.Count);
            return SmtpReply.Of(250, "2.0.0", $"{id} Message accepted for delivery");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            backend.Metrics.Message("failed");
            LogFailed(backend.Logger, e, session.Id, id);
            return SmtpReply.Of(451, "4.3.0", "Message not stored, try again later");
        }
    }

    private static SmtpReply? Check(SmtpOptions options, SmtpContentDecoder content)
    {
        if (content.IsTooLarge)
        {
            return SmtpReply.Of(552, "5.3.4", $"Message exceeds {options.MaxMessageSize} octets");
        }

        if (content.HasBareLineEnd)
        {
            return SmtpReply.Of(554, "5.6.0", "Message has a bare CR or LF (RFC 5321 section 2.3.8)");
        }

        return HeaderFields.Count(content.Content.Span, "Received") > options.MaxHops
            ? SmtpReply.Of(554, "5.4.6", "Too many hops")
            : null;
    }

    private static ReadOnlyMemory<byte> Prepare(SmtpSession session, SmtpEnvelope envelope, ReadOnlyMemory<byte> content, string id)
    {
        SmtpOptions options = session.Backend.Options;
        DateTimeOffset now = session.Backend.Time.GetUtcNow();
        string protocol = (envelope.IsUtf8 ? "UTF8SMTP" : session.IsExtended ? "ESMTP" : "SMTP")
            + (session.Client.IsTls ? "S" : "") + (session.Login is null ? "" : "A");
        string? forwardPath = envelope.ForwardPaths.Count == 1 ? envelope.ForwardPaths[0] : null;
        var prefix = new StringBuilder(TraceHeader.Received(
            session.Helo!, session.Client.Name, session.Client.Address?.ToString(), options.HostName, protocol, id, forwardPath, now));
        if (session.Role == SmtpRole.Submission)
        {
            // A submission server completes what the client left out (RFC 6409 section 8).
            if (HeaderFields.Count(content.Span, "Date") == 0)
            {
                prefix.Append("Date: ").Append(TraceHeader.Date(now)).Append("\r\n");
            }

            if (HeaderFields.Count(content.Span, "Message-ID") == 0)
            {
                prefix.Append("Message-ID: <").Append(Guid.NewGuid().ToString("N")).Append('@').Append(options.HostName).Append(">\r\n");
            }
        }

        var whole = new ArrayBufferWriter<byte>(content.Length + prefix.Length + 16);
        Encoding.UTF8.GetBytes(prefix.ToString(), whole);
        whole.Write(content.Span);
        return whole.WrittenMemory;
    }

    [LoggerMessage(2001, LogLevel.Information, "SMTP {Session}: accepted {Id} as message {QueueId}, {Size} octets, {Recipients} recipients")]
    private static partial void LogAccepted(ILogger logger, string session, string id, long queueId, int size, int recipients);

    [LoggerMessage(2002, LogLevel.Information, "SMTP {Session}: discarded {Id} as an access entry asks")]
    private static partial void LogDiscarded(ILogger logger, string session, string id);

    [LoggerMessage(2003, LogLevel.Error, "SMTP {Session}: {Id} could not be stored")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session, string id);
}
