using System.Text;

namespace Waypost.Terraform.Resources;

/// <summary>TXT's character strings of at most 255 bytes (RFC 1035 section 3.3): longer texts cut, and cut texts compared.</summary>
internal static class TextStrings
{
    public const int MaxLength = 255;

    /// <summary>
    /// The rdata with every string that is too long cut, or the rdata itself when there is none. Escapes and UTF-8
    /// characters are counted by their bytes and never torn.
    /// </summary>
    public static string Cut(string rdata)
    {
        if (rdata.Length <= MaxLength || rdata.StartsWith("\\#", StringComparison.Ordinal))
        {
            return rdata;
        }

        var cut = new StringBuilder(rdata.Length + 16);
        var at = 0;
        while (at < rdata.Length)
        {
            if (char.IsWhiteSpace(rdata[at]))
            {
                at++;
                continue;
            }

            cut.Append(cut.Length == 0 ? "\"" : " \"");
            var isQuoted = rdata[at] == '"';
            at += isQuoted ? 1 : 0;
            var length = 0;
            while (at < rdata.Length && (isQuoted ? rdata[at] != '"' : !char.IsWhiteSpace(rdata[at])))
            {
                var (characters, bytes) = Unit(rdata, at);
                if (length + bytes > MaxLength)
                {
                    cut.Append("\" \"");
                    length = 0;
                }

                cut.Append(rdata, at, characters);
                length += bytes;
                at += characters;
            }

            at += isQuoted ? 1 : 0;
            cut.Append('"');
        }

        return cut.ToString();
    }

    /// <summary>A text as quoted strings, ready for a TXT record.</summary>
    public static string Quote(string text) =>
        Cut($"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"");

    /// <summary>
    /// The form in which equal texts are equal. Where the strings of a record are read as one text (a version tag in front:
    /// RFC 7208 section 3.3, RFC 6376 section 3.6.2.2; or a text that fits no single string), where it was cut is no matter; elsewhere,
    /// as in DNS-SD (RFC 6763 section 6), it is.
    /// </summary>
    /// <param name="wire">Rdata: strings, each after its length.</param>
    public static byte[] Canonical(byte[] wire)
    {
        var text = new List<byte>(wire.Length);
        var longest = 0;
        for (var at = 0; at < wire.Length; at += wire[at] + 1)
        {
            text.AddRange(wire.AsSpan(at + 1, wire[at]));
            longest = Math.Max(longest, wire[at]);
        }

        var isOneText = (text.Count > 1 && text[0] is (byte)'v' or (byte)'V' && text[1] == '=') || (text.Count > MaxLength && longest >= MaxLength / 2);
        return isOneText ? [0, .. text] : wire;
    }

    private static (int Characters, int Bytes) Unit(string text, int at)
    {
        if (text[at] == '\\' && at + 1 < text.Length)
        {
            return char.IsAsciiDigit(text[at + 1]) && at + 3 < text.Length ? (4, 1) : (2, 1);
        }

        return char.IsHighSurrogate(text[at]) && at + 1 < text.Length ? (2, 4) : (1, Encoding.UTF8.GetByteCount(text.AsSpan(at, 1)));
    }
}
