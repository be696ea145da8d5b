namespace Waypost.Server.Smtp.Extensions;

/// <summary>PIPELINING (RFC 2920): replies are held back while further commands are already here.</summary>
internal sealed class PipeliningExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "PIPELINING";
}
