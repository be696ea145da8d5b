namespace Waypost.Server.Smtp.Extensions;

/// <summary>STARTTLS (RFC 3207), offered in the clear when there is a certificate.</summary>
internal sealed class StartTlsExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => session.Client.CanStartTls ? "STARTTLS" : null;
}
