namespace Waypost.Cli.Postfix;

/// <summary>The right side of a Postfix access table as an access entry's value.</summary>
internal static class AccessAction
{
    /// <summary>The value, or null and why there is none.</summary>
    public static string? Convert(string action, out string why)
    {
        why = "";
        int space = action.IndexOfAny([' ', '\t']);
        string verb = (space < 0 ? action : action[..space]).ToUpperInvariant();
        string text = space < 0 ? "" : action[(space + 1)..].Trim();
        switch (verb)
        {
            case "OK" or "PERMIT":
                return "OK";
            case "DUNNO":
                return "SKIP";
            case "REJECT":
                return text.Length == 0 ? "REJECT" : StartsWithStatus(text) ? $"550 {text}" : $"ERROR:5.7.1:550 {text}";
            case "DEFER" or "DEFER_IF_PERMIT" or "DEFER_IF_REJECT":
                return text.Length == 0 ? "ERROR:4.7.1:450 Access denied, try again later" : StartsWithStatus(text) ? $"450 {text}" : $"ERROR:4.7.1:450 {text}";
            case "DISCARD":
                return "DISCARD";
            case "HOLD":
                return "QUARANTINE:" + (text.Length > 0 ? text : "held by an access table");
            default:
                if (verb.Length == 3 && verb.All(char.IsAsciiDigit) && verb[0] is '4' or '5')
                {
                    return action;
                }

                why = $"{verb} has no counterpart";
                return null;
        }
    }

    private static bool StartsWithStatus(string text) => text.Length > 4 && text[0] is '4' or '5' && text[1] == '.' && char.IsAsciiDigit(text[2]);
}
