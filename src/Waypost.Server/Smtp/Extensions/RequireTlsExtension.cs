using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>REQUIRETLS (RFC 8689), offered inside TLS only (section 2).</summary>
internal sealed class RequireTlsExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["REQUIRETLS"];

    public override string? EhloLine(SmtpSession session) => session.Client.IsTls ? "REQUIRETLS" : null;

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        envelope.RequireTls = true;
        return value is null ? null : BadValue(keyword);
    }
}
