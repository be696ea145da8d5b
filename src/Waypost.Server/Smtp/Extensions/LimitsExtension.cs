using System.Globalization;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>LIMITS (RFC 9422).</summary>
internal sealed class LimitsExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "LIMITS RCPTMAX=" + session.Backend.Options.MaxRecipients.ToString(CultureInfo.InvariantCulture);
}
