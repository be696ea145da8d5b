using System.Globalization;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Extensions;

/// <summary>FUTURERELEASE (RFC 4865), on submission: HOLDFOR seconds or HOLDUNTIL a time.</summary>
internal sealed class FutureReleaseExtension : SmtpExtension
{
    public override IReadOnlyList<string> MailParameters => ["HOLDFOR", "HOLDUNTIL"];

    public override string? EhloLine(SmtpSession session)
    {
        if (session.Role != SmtpRole.Submission)
        {
            return null;
        }

        TimeSpan max = session.Backend.Options.MaxFutureRelease;
        DateTimeOffset last = session.Backend.Time.GetUtcNow() + max;
        return string.Create(CultureInfo.InvariantCulture, $"FUTURERELEASE {(long)max.TotalSeconds} {last.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
    }

    public override SmtpReply? ApplyMailParameter(SmtpSession session, SmtpEnvelope envelope, string keyword, string? value)
    {
        DateTimeOffset now = session.Backend.Time.GetUtcNow();
        if (envelope.HoldUntil is not null || Read(keyword, value, now) is not { } until)
        {
            return BadValue(keyword);
        }

        if (until > now + session.Backend.Options.MaxFutureRelease)
        {
            return SmtpReply.Of(501, "5.5.4", $"{keyword} is further away than EHLO says");
        }

        envelope.HoldUntil = until;
        return null;
    }

    private static DateTimeOffset? Read(string keyword, string? value, DateTimeOffset now)
    {
        if (keyword == "HOLDFOR")
        {
            return value is { Length: > 0 and <= 9 } && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds) && seconds > 0
                ? now.AddSeconds(seconds)
                : null;
        }

        // RFC 3339, with the zone.
        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];
        return value is { Length: > 19 } && DateTimeOffset.TryParseExact(value.ToUpperInvariant(), forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until)
            ? until
            : null;
    }
}
