namespace Waypost.Server.Smtp.Extensions;

/// <summary>Every extension, in the order of the EHLO reply.</summary>
internal static class SmtpExtensionTable
{
    public static IReadOnlyList<SmtpExtension> All { get; } =
    [
        new PipeliningExtension(),
        new SizeExtension(),
        new EightBitMimeExtension(),
        new EnhancedStatusCodesExtension(),
        new SmtpUtf8Extension(),
        new StartTlsExtension(),
        new AuthExtension(),
        new HelpExtension(),
    ];

    /// <summary>The extension that has a MAIL parameter, if it is offered in this session.</summary>
    public static SmtpExtension? FindMailParameter(SmtpSession session, string keyword) =>
        session.IsExtended ? All.FirstOrDefault(extension => extension.MailParameters.Contains(keyword) && extension.EhloLine(session) is not null) : null;
}
