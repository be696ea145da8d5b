using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>8BITMIME (RFC 6152); content is kept octet for octet either way.</summary>
internal sealed class EightBitMimeExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["BODY"];

    public override string? EhloLine(SmtpSession session) => "8BITMIME";

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value) =>
        value?.ToUpperInvariant() is "7BIT" or "8BITMIME" ? null : BadValue(keyword);
}
