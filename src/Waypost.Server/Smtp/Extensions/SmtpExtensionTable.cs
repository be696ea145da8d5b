namespace Waypost.Server.Smtp.Extensions;

/// <summary>Every extension, in the order of the EHLO reply.</summary>
internal static class SmtpExtensionTable
{
    public static IReadOnlyList<SmtpExtension> All { get; } =
    [
        new PipeliningExtension(),
        new SizeExtension(),
        new EightBitMimeExtension(),
        new BinaryMimeExtension(),
        new ChunkingExtension(),
        new EnhancedStatusCodesExtension(),
        new SmtpUtf8Extension(),
        new DsnExtension(),
        new PriorityExtension(),
        new FutureReleaseExtension(),
        new LimitsExtension(),
        new StartTlsExtension(),
        new RequireTlsExtension(),
        new AuthExtension(),
        new XClientExtension(),
        new HelpExtension(),
    ];

    /// <summary>The extension that has a MAIL parameter, if it is offered in this session.</summary>
    public static SmtpExtension? FindMailParameter(SmtpSession session, string keyword) => Find(session, keyword, static extension => extension.MailParameters);

    /// <summary>The extension that has a RCPT parameter, if it is offered in this session.</summary>
    public static SmtpExtension? FindRcptParameter(SmtpSession session, string keyword) => Find(session, keyword, static extension => extension.RcptParameters);

    private static SmtpExtension? Find(SmtpSession session, string keyword, Func<SmtpExtension, IReadOnlyList<string>> parameters)
    {
        if (!session.IsExtended)
        {
            return null;
        }

        foreach (SmtpExtension extension in All)
        {
            if (parameters(extension).Contains(keyword) && extension.EhloLine(session) is not null)
            {
                return extension;
            }
        }

        return null;
    }
}
