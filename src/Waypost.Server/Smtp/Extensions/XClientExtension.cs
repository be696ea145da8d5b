namespace Waypost.Server.Smtp.Extensions;

/// <summary>Postfix's XCLIENT: a proxy in <c>Smtp:XClientNetworks</c> tells for whom it speaks.</summary>
internal sealed class XClientExtension : SmtpExtension
{
    public override string? EhloLine(SmtpSession session) => session.MaySetClient ? "XCLIENT NAME ADDR PORT PROTO HELO LOGIN" : null;
}
