namespace Waypost.Mail.Tables;

/// <summary>The target <c>error:</c> of a virtual user: <c>error:5.7.0:550 gone</c>, <c>error:nouser 550 no such user</c>, <c>error:550 text</c>.</summary>
public static class ErrorTarget
{
    /// <summary>Whether a target is of this form, right or wrong.</summary>
    public static bool IsErrorTarget(string target) => target.StartsWith("error:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the reply of an error target.</summary>
    public static bool TryRead(string target, out string? reply)
    {
        reply = null;
        if (!IsErrorTarget(target))
        {
            return false;
        }

        string text = target[6..].Trim();
        int space = text.IndexOfAny([' ', ':']);
        string? status = (space < 0 ? text : text[..space]).ToUpperInvariant() switch
        {
            "NOUSER" => "5.1.1",
            "NOHOST" => "5.1.2",
            "USAGE" => "5.5.4",
            "CONFIG" => "5.3.5",
            "PROTOCOL" => "5.5.0",
            "UNAVAILABLE" => "5.0.0",
            "TEMPFAIL" => "4.0.0",
            _ => null,
        };
        return status is null
            ? AccessValue.TryReadReply(text, out reply)
            : space > 0 && AccessValue.TryReadReply($"{status}:{text[(space + 1)..].Trim()}", out reply);
    }
}
