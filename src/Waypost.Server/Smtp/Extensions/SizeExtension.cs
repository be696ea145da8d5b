using System.Globalization;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>SIZE (RFC 1870).</summary>
internal sealed class SizeExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["SIZE"];

    public override string? EhloLine(SmtpSession session) => "SIZE " + session.Backend.Options.MaxMessageSize.ToString(CultureInfo.InvariantCulture);

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        if (value is null or { Length: > 20 } || !ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong size))
        {
            return BadValue(keyword);
        }

        return size > (ulong)session.Backend.Options.MaxMessageSize
            ? SmtpReply.Of(552, "5.3.4", $"Message exceeds {session.Backend.Options.MaxMessageSize} octets")
            : null;
    }
}
