namespace Waypost.Server.Smtp.Extensions;

/// <summary>HELP (RFC 5321 section 4.1.1.8).</summary>
internal sealed class HelpExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "HELP";
}
