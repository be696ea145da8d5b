namespace Waypost.Mail.Store;

/// <summary>Base subjects (RFC 5256 section 2.1): a subject without what replies and forwards put around it.</summary>
public static class BaseSubject
{
    /// <summary>The base subject of a decoded subject in upper case, and whether something of a reply or forward was taken off.</summary>
    public static (string Subject, bool IsReplyOrForward) Of(string? subject)
    {
        var text = string.Join(' ', (subject ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();
        var reply = false;
        while (true)
        {
            while (text.EndsWith("(FWD)", StringComparison.Ordinal))
            {
                text = text[..^5].TrimEnd();
                reply = true;
            }

            text = WithoutLeaders(text.TrimEnd(), ref reply);
            if (!text.StartsWith("[FWD:", StringComparison.Ordinal) || !text.EndsWith(']'))
            {
                return (text, reply);
            }

            text = text[5..^1].Trim();
            reply = true;
        }
    }

    // Steps 3 to 5: "Re:" and its like with blobs before them, and blobs that leave something.
    private static string WithoutLeaders(string text, ref bool reply)
    {
        while (true)
        {
            text = text.TrimStart();
            var afterBlobs = SkipBlobs(text, 0);
            if (SkipReply(text, afterBlobs) is { } afterReply)
            {
                text = text[afterReply..];
                reply = true;
                continue;
            }

            var blob = SkipBlob(text, 0);
            if (blob == 0 || text[blob..].TrimStart().Length == 0)
            {
                return text;
            }

            text = text[blob..];
        }
    }

    private static int SkipBlobs(string text, int at)
    {
        for (var next = SkipBlob(text, at); next > at; next = SkipBlob(text, at))
        {
            at = next;
        }

        return at;
    }

    // subj-blob: "[" *BLOBCHAR "]" *WSP
    private static int SkipBlob(string text, int at)
    {
        if (at >= text.Length || text[at] != '[')
        {
            return at;
        }

        var end = text.AsSpan(at + 1).IndexOfAny('[', ']');
        if (end < 0 || text[at + 1 + end] == '[')
        {
            return at;
        }

        at += end + 2;
        return SkipBlanks(text, at);
    }

    // subj-refwd: ("re" / ("fw" ["d"])) *WSP [subj-blob] ":"
    private static int? SkipReply(string text, int at)
    {
        var length = Starts(text, at, "FWD") ? 3 : Starts(text, at, "RE") || Starts(text, at, "FW") ? 2 : 0;
        if (length == 0)
        {
            return null;
        }

        at = SkipBlob(text, SkipBlanks(text, at + length));
        return at < text.Length && text[at] == ':' ? at + 1 : null;
    }

    private static bool Starts(string text, int at, string word) => string.CompareOrdinal(text, at, word, 0, word.Length) == 0;

    private static int SkipBlanks(string text, int at)
    {
        while (at < text.Length && text[at] == ' ')
        {
            at++;
        }

        return at;
    }
}
