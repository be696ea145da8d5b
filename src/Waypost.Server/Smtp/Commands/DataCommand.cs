using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>DATA (RFC 5321 section 4.1.1.4).</summary>
internal sealed class DataCommand : ISmtpCommand
{
    public string Verb => "DATA";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            return new(SmtpReply.Of(501, "5.5.4", "DATA takes no argument"));
        }

        if (session.Envelope!.Body == BodyKind.BinaryMime)
        {
            return new(SmtpReply.Of(503, "5.5.1", "BODY=BINARYMIME needs BDAT (RFC 3030 section 3)"));
        }

        session.ExpectsContent = true;
        return new(SmtpReply.Of(354, null, "Start mail input; end with <CRLF>.<CRLF>"));
    }
}
