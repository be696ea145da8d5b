namespace Waypost.Server.Smtp.Extensions;

/// <summary>BINARYMIME (RFC 3030 section 3): a further value of BODY, for content that comes by BDAT.</summary>
internal sealed class BinaryMimeExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "BINARYMIME";
}
