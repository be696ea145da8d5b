using Waypost.Mail.Authentication;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>AUTH (RFC 4954), offered where a password may be sent. The AUTH= parameter is read and not trusted (section 5).</summary>
internal sealed class AuthExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["AUTH"];

    public override string? EhloLine(SmtpSession session) =>
        session.MayAuthenticate ? "AUTH " + string.Join(' ', SaslMechanismTable.NamesIn(session.SaslContext)) : null;
}
