using System.Globalization;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>MT-PRIORITY (RFC 6710). Who is not known to us cannot push ahead of others: its positive values count as 0 (section 5).</summary>
internal sealed class PriorityExtension : SmtpExtension
{
    private const int Limit = 9;

    public override IReadOnlyList<string> MailParameters => ["MT-PRIORITY"];

    public override string? EhloLine(SmtpSession session) => "MT-PRIORITY";

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        if (!int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int priority)
            || value!.StartsWith('+') || priority is < -Limit or > Limit)
        {
            return BadValue(keyword);
        }

        envelope.Priority = session.Login is null && !session.Client.IsLoopback ? Math.Min(priority, 0) : priority;
        return null;
    }
}
