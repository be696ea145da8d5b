using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>8BITMIME (RFC 6152); content is kept octet for octet either way. BODY has BINARYMIME too (RFC 3030 section 3).</summary>
internal sealed class EightBitMimeExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["BODY"];

    public override string? EhloLine(SmtpSession session) => "8BITMIME";

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        BodyKind? body = value?.ToUpperInvariant() switch
        {
            "7BIT" => BodyKind.SevenBit,
            "8BITMIME" => BodyKind.EightBitMime,
            "BINARYMIME" => BodyKind.BinaryMime,
            _ => null,
        };
        envelope.Body = body ?? BodyKind.SevenBit;
        return body is null ? BadValue(keyword) : null;
    }
}
