using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>SMTPUTF8 (RFC 6531).</summary>
internal sealed class SmtpUtf8Extension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["SMTPUTF8"];

    public override string? EhloLine(SmtpSession session) => "SMTPUTF8";

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        if (value is not null)
        {
            return BadValue(keyword);
        }

        envelope.IsUtf8 = true;
        return null;
    }
}
