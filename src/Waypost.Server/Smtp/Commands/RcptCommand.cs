using Microsoft.Extensions.Logging;
using Waypost.Mail.Addresses;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;
using Waypost.Mail.Tables;

namespace Waypost.Server.Smtp.Commands;

/// <summary>RCPT (RFC 5321 section 4.1.1.3): access entries, then virtual users and aliases.</summary>
internal sealed partial class RcptCommand : ISmtpCommand
{
    public string Verb => "RCPT";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        SmtpReply reply = Execute(session, argument);
        session.Backend.Metrics.Recipient(reply.IsError ? "refused" : "accepted");
        return new(reply);
    }

    private static SmtpReply Execute(SmtpSession session, string argument)
    {
        SmtpEnvelope envelope = session.Envelope!;
        SmtpPathStatus status = SmtpPathArgument.TryParse(argument, "TO", out SmtpPathArgument? rcpt, allowBareLocalPart: true);
        if (status != SmtpPathStatus.Good || rcpt!.Path is not { } path)
        {
            return status == SmtpPathStatus.BadAddress
                ? SmtpReply.Of(553, "5.1.3", "Bad recipient address syntax")
                : SmtpReply.Of(501, "5.5.4", "Syntax: RCPT TO:<forward-path>");
        }

        if (rcpt.Parameters.Count > 0)
        {
            return SmtpReply.Of(555, "5.5.4", $"RCPT parameter {rcpt.Parameters[0].Keyword} not recognized");
        }

        if (path.NeedsUtf8 && !envelope.IsUtf8)
        {
            return SmtpReply.Of(553, "5.6.7", "An address beyond ASCII needs the SMTPUTF8 parameter");
        }

        return envelope.ForwardPaths.Count >= session.Backend.Options.MaxRecipients
            ? SmtpReply.Of(452, "4.5.3", "Too many recipients")
            : Accept(session, envelope, path);
    }

    private static SmtpReply Accept(SmtpSession session, SmtpEnvelope envelope, EnvelopeAddress path)
    {
        SmtpBackend backend = session.Backend;
        MailTables tables = backend.Tables;
        string forwardPath = path.ToString();
        bool relayClient = backend.Options.RelayFromLoopback && session.Client.IsLoopback;
        AccessDecision decision = AccessEvaluator.Evaluate(tables, new AccessQuery(
            session.Client.Name, session.Client.Address?.ToString(), envelope.ReversePathText, forwardPath, session.Login is not null, relayClient));
        if (decision.Reply is not null)
        {
            LogRefused(backend.Logger, session.Id, envelope.ReversePathText, forwardPath, decision.Reply);
            return SmtpReply.FromText(decision.Reply);
        }

        envelope.Quarantine ??= decision.Quarantine;
        if (decision.Outcome == "DISCARD")
        {
            envelope.IsDiscarded = true;
        }
        else
        {
            ResolvedRecipient resolved = RecipientResolver.Resolve(tables, forwardPath);
            if (resolved.Reply is not null)
            {
                LogRefused(backend.Logger, session.Id, envelope.ReversePathText, forwardPath, resolved.Reply);
                return SmtpReply.FromText(resolved.Reply);
            }

            foreach (QueueRecipient recipient in resolved.Recipients)
            {
                envelope.Add(recipient);
            }
        }

        envelope.ForwardPaths.Add(forwardPath);
        return SmtpReply.Of(250, "2.1.5", "Recipient ok");
    }

    [LoggerMessage(2020, LogLevel.Information, "SMTP {Session}: from <{ReversePath}> to <{ForwardPath}> refused: {Reply}")]
    private static partial void LogRefused(ILogger logger, string session, string reversePath, string forwardPath, string reply);
}
