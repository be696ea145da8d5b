using System.Text.RegularExpressions;

namespace Waypost.Mail.Tables;

/// <summary>What the right side of an access entry asks for.</summary>
public enum AccessAction { None, Ok, Relay, Reject, Discard, Skip, Error, Friend, Hater, Quarantine }

/// <summary>The right side of an access entry, as sendmail's access_db defines it.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Text">For <see cref="AccessAction.Error"/> the SMTP reply, for <see cref="AccessAction.Quarantine"/> the reason.</param>
public readonly partial record struct AccessValue(AccessAction Action, string? Text)
{
    /// <summary>Parses a value; false when it is none of the known forms.</summary>
    public static bool TryParse(string text, out AccessValue value)
    {
        string trimmed = text.Trim();
        AccessAction action = trimmed.ToUpperInvariant() switch
        {
            "OK" => AccessAction.Ok,
            "RELAY" => AccessAction.Relay,
            "REJECT" => AccessAction.Reject,
            "DISCARD" => AccessAction.Discard,
            "SKIP" => AccessAction.Skip,
            "FRIEND" => AccessAction.Friend,
            "HATER" => AccessAction.Hater,
            _ => AccessAction.None,
        };
        value = new AccessValue(action, null);
        if (action != AccessAction.None)
        {
            return true;
        }

        if (trimmed.StartsWith("QUARANTINE:", StringComparison.OrdinalIgnoreCase))
        {
            string reason = trimmed[11..].Trim().Trim('"');
            value = new AccessValue(AccessAction.Quarantine, reason);
            return reason.Length > 0 && !reason.Any(char.IsControl);
        }

        bool tagged = trimmed.StartsWith("ERROR:", StringComparison.OrdinalIgnoreCase);
        if (!TryReadReply(tagged ? trimmed[6..] : trimmed, out string? reply))
        {
            return false;
        }

        value = new AccessValue(AccessAction.Error, reply);
        return true;
    }

    /// <summary>Reads <c>D.S.N:code text</c> or <c>code text</c> into a reply with an enhanced status code (RFC 3463).</summary>
    internal static bool TryReadReply(string text, out string? reply)
    {
        reply = null;
        Match match = ReplyForm().Match(text.Trim().Trim('"'));
        if (!match.Success)
        {
            return false;
        }

        string code = match.Groups["code"].Value;
        string status = match.Groups["dsn"].Success ? match.Groups["dsn"].Value
            : match.Groups["inner"].Success ? match.Groups["inner"].Value
            : $"{code[0]}.0.0";
        string words = match.Groups["text"].Value.Trim();
        reply = $"{code} {status} {(words.Length == 0 ? "Access denied" : words)}";
        return true;
    }

    [GeneratedRegex("""^(?:(?<dsn>[45]\.\d{1,3}\.\d{1,3}):)?"?(?<code>[45]\d\d)(?:[ ]+(?<inner>[45]\.\d{1,3}\.\d{1,3})(?=[ ]|$))?(?:[ ]+(?<text>[^\p{Cc}]*))?$""", RegexOptions.CultureInvariant)]
    private static partial Regex ReplyForm();
}
