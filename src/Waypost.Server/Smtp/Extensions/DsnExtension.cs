using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>DSN (RFC 3461): RET and ENVID of MAIL, NOTIFY and ORCPT of RCPT.</summary>
internal sealed class DsnExtension : SmtpExtension
{
    private const int MaxEnvelopeId = 100; // section 4.4
    private const int MaxOriginalRecipient = 500; // section 4.2

    public override IReadOnlyList<string> MailParameters => ["RET", "ENVID"];

    public override IReadOnlyList<string> RcptParameters => ["NOTIFY", "ORCPT"];

    public override string? EhloLine(SmtpSession session) => "DSN";

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        if (keyword == "RET")
        {
            envelope.Return = value?.ToUpperInvariant() switch { "FULL" => DsnReturn.Full, "HDRS" => DsnReturn.Headers, _ => null };
            return envelope.Return is null ? BadValue(keyword) : null;
        }

        if (string.IsNullOrEmpty(value) || value.Length > MaxEnvelopeId || !Xtext.TryDecode(value, out string id))
        {
            return BadValue(keyword);
        }

        envelope.EnvelopeId = id;
        return null;
    }

    public override SmtpReply? ApplyRcptParameter(SmtpSession session, RcptParameters rcpt, string keyword, string? value)
    {
        if (keyword == "NOTIFY")
        {
            rcpt.Notify = ReadNotify(value);
            return rcpt.Notify is null ? BadValue(keyword) : null;
        }

        int semicolon = value?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        if (semicolon <= 0 || value!.Length > MaxOriginalRecipient || !IsAtom(value.AsSpan(0, semicolon)))
        {
            return BadValue(keyword);
        }

        // RFC 6533 section 3: utf-8 addresses may stand there as they are.
        string type = value[..semicolon].ToLowerInvariant();
        if (!Xtext.TryDecode(value.AsSpan(semicolon + 1), out string address, allowUtf8: type == "utf-8") || address.Length == 0)
        {
            return BadValue(keyword);
        }

        rcpt.OriginalRecipient = $"{type};{address}";
        return null;
    }

    // NEVER alone, or a list of the others.
    private static DsnNotify? ReadNotify(string? value)
    {
        if (value is null || value.Equals("NEVER", StringComparison.OrdinalIgnoreCase))
        {
            return value is null ? null : DsnNotify.Never;
        }

        DsnNotify notify = DsnNotify.Never;
        foreach (string word in value.Split(','))
        {
            DsnNotify one = word.ToUpperInvariant() switch { "SUCCESS" => DsnNotify.Success, "FAILURE" => DsnNotify.Failure, "DELAY" => DsnNotify.Delay, _ => DsnNotify.Never };
            if (one == DsnNotify.Never)
            {
                return null;
            }

            notify |= one;
        }

        return notify;
    }

    private static bool IsAtom(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
