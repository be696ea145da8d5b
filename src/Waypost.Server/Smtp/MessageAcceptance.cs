using System.Text;
using Microsoft.Extensions.Logging;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp;

/// <summary>Takes responsibility for a message: checks it, adds its trace field, and answers 250 once the queue has committed it.</summary>
internal static partial class MessageAcceptance
{
    public static async ValueTask<SmtpReply> AcceptAsync(SmtpSession session, SmtpEnvelope envelope, SmtpContent content, CancellationToken cancellationToken)
    {
        SmtpBackend backend = session.Backend;
        if (Check(session, envelope, content) is { } refusal)
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

        var message = new AcceptedMessage(envelope.ReversePathText, [.. envelope.Recipients], Prepare(session, envelope, content, id))
        {
            TraceId = id,
            EnvelopeId = envelope.EnvelopeId,
            Return = envelope.Return,
            Body = envelope.Body,
            IsUtf8 = envelope.IsUtf8,
            RequireTls = envelope.RequireTls,
            Priority = envelope.Priority,
            HoldUntil = envelope.HoldUntil,
            Quarantine = envelope.Quarantine,
        };
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

    private static SmtpReply? Check(SmtpSession session, SmtpEnvelope envelope, SmtpContent content)
    {
        SmtpOptions options = session.Backend.Options;
        if (content.IsTooLarge)
        {
            return SmtpReply.Of(552, "5.3.4", $"Message exceeds {options.MaxMessageSize} octets");
        }

        if (content.HasBareLineEnd)
        {
            return SmtpReply.Of(554, "5.6.0", "Message has a bare CR or LF (RFC 5321 section 2.3.8)");
        }

        if (content.LongestLine > options.MaxLineLength && envelope.Body != BodyKind.BinaryMime)
        {
            return SmtpReply.Of(554, "5.6.0", $"Message has a line of more than {options.MaxLineLength} octets");
        }

        ReadOnlySpan<byte> octets = content.Content.Span;
        if (HeaderFields.CountAll(octets) > options.MaxHeaderFields)
        {
            return SmtpReply.Of(554, "5.6.0", $"Message has more than {options.MaxHeaderFields} header fields");
        }

        return HeaderFields.Count(octets, "Received") > options.MaxHops
            ? SmtpReply.Of(554, "5.4.6", "Too many hops")
            : session.Role == SmtpRole.Submission ? SenderRights.CheckFrom(session, content.Content) : null;
    }

    private static ReadOnlyMemory<byte> Prepare(SmtpSession session, SmtpEnvelope envelope, SmtpContent content, string id)
    {
        SmtpOptions options = session.Backend.Options;
        DateTimeOffset now = session.Backend.Time.GetUtcNow();
        string? forwardPath = envelope.ForwardPaths.Count == 1 ? envelope.ForwardPaths[0] : null;
        var prefix = new StringBuilder(TraceHeader.Received(
            session.Helo!, session.Client.Name, session.Client.Address?.ToString(), options.HostName, Protocol(session, envelope), id, forwardPath, now));
        ReadOnlySpan<byte> octets = content.Content.Span;
        if (session.Role == SmtpRole.Submission)
        {
            Complete(prefix, octets, envelope, options.HostName, now);
        }

        // Return-Path is for the last server to write (RFC 5321 section 4.4), and who is in Bcc is nobody's business (RFC 5322 section 3.6.3).
        bool dropsBcc = session.Role == SmtpRole.Submission && HeaderFields.Count(octets, "Bcc") > 0;
        byte[] fields = Encoding.UTF8.GetBytes(prefix.ToString());
        if (!dropsBcc && HeaderFields.Count(octets, "Return-Path") == 0)
        {
            return content.WithPrefix(fields);
        }

        return new byte[][] { fields, HeaderFields.Without(content.Content, dropsBcc ? ["Return-Path", "Bcc"] : ["Return-Path"]).ToArray() }.SelectMany(part => part).ToArray();
    }

    // A submission server completes what the client left out (RFC 6409 section 8).
    private static void Complete(StringBuilder prefix, ReadOnlySpan<byte> octets, SmtpEnvelope envelope, string hostName, DateTimeOffset now)
    {
        if (HeaderFields.Count(octets, "Date") == 0)
        {
            prefix.Append("Date: ").Append(TraceHeader.Date(now)).Append("\r\n");
        }

        if (HeaderFields.Count(octets, "Message-ID") == 0)
        {
            prefix.Append("Message-ID: <").Append(Guid.NewGuid().ToString("N")).Append('@').Append(hostName).Append(">\r\n");
        }

        if (envelope.ReversePath is { } sender && HeaderFields.Count(octets, "From") == 0)
        {
            prefix.Append("From: ").Append(sender.ToString()).Append("\r\n");
        }
    }

    // RFC 3848, RFC 6531 section 4.3.
    private static string Protocol(SmtpSession session, SmtpEnvelope envelope)
    {
        string name = session.Role == SmtpRole.Lmtp
            ? envelope.IsUtf8 ? "UTF8LMTP" : "LMTP"
            : envelope.IsUtf8 ? "UTF8SMTP" : session.IsExtended ? "ESMTP" : "SMTP";
        return name + (session.Client.IsTls ? "S" : "") + (session.Login is null ? "" : "A");
    }

    [LoggerMessage(2001, LogLevel.Information, "SMTP {Session}: accepted {Id} as message {QueueId}, {Size} octets, {Recipients} recipients")]
    private static partial void LogAccepted(ILogger logger, string session, string id, long queueId, int size, int recipients);

    [LoggerMessage(2002, LogLevel.Information, "SMTP {Session}: discarded {Id} as an access entry asks")]
    private static partial void LogDiscarded(ILogger logger, string session, string id);

    [LoggerMessage(2003, LogLevel.Error, "SMTP {Session}: {Id} could not be stored")]
    private static partial void LogFailed(ILogger logger, Exception exception, string session, string id);
}
