using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>An SMTP service extension (RFC 5321 section 2.2).</summary>
internal abstract class SmtpExtension
{
    /// <summary>The line of the EHLO reply, or null when the extension is not offered in this session.</summary>
    public abstract string? EhloLine(SmtpSession session);

    /// <summary>The parameters that it adds to MAIL.</summary>
    public virtual IReadOnlyList<string> MailParameters => [];

    /// <summary>The parameters that it adds to RCPT.</summary>
    public virtual IReadOnlyList<string> RcptParameters => [];

    /// <summary>Takes one of its parameters of MAIL; returns null, or the refusal.</summary>
    public virtual SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value) => null;

    /// <summary>Takes one of its parameters of RCPT; returns null, or the refusal.</summary>
    public virtual SmtpReply? ApplyRcptParameter(SmtpSession session, RcptParameters rcpt, string keyword, string? value) => null;

    /// <summary>The reply to a parameter with a wrong value.</summary>
    protected static SmtpReply BadValue(string keyword) => SmtpReply.Of(501, "5.5.4", $"Bad value of parameter {keyword}");
}
