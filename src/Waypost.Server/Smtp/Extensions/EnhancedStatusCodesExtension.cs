namespace Waypost.Server.Smtp.Extensions;

/// <summary>ENHANCEDSTATUSCODES (RFC 2034).</summary>
internal sealed class EnhancedStatusCodesExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => "ENHANCEDSTATUSCODES";
}
