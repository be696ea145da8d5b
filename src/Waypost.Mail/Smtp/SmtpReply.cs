using System.Buffers;
using System.Globalization;
using System.Text;

namespace Waypost.Mail.Smtp;

/// <summary>A reply (RFC 5321 section 4.2), with an enhanced status code (RFC 2034) where there is one.</summary>
/// <param name="Code">The three-digit code.</param>
/// <param name="Status">The enhanced status code, or null (greeting, EHLO, 3xx).</param>
/// <param name="Lines">The text, one element a line; at least one.</param>
/// <param name="Closes">Whether the server closes the connection after it.</param>
public sealed record SmtpReply(int Code, string? Status, IReadOnlyList<string> Lines, bool Closes = false)
{
    /// <summary>How often it is sent: LMTP answers content once a recipient (RFC 2033 section 4.2).</summary>
    public int Times { get; init; } = 1;

    /// <summary>A reply of one line.</summary>
    public static SmtpReply Of(int code, string? status, string text, bool closes = false) => new(code, status, [text], closes);

    /// <summary>Makes a reply of <c>550 5.1.1 text</c>; text that is not of this form becomes a 554.</summary>
    public static SmtpReply FromText(string text)
    {
        string[] parts = text.Split(' ', 3);
        return parts.Length == 3 && parts[0].Length == 3 && parts[0][0] is '4' or '5'
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code)
            ? Of(code, parts[1], parts[2])
            : Of(554, "5.0.0", text);
    }

    /// <summary>Whether the command failed.</summary>
    public bool IsError => Code >= 400;

    /// <summary>Writes the reply's lines with CRLF.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        for (int i = 0; i < Lines.Count * Times; i++)
        {
            char separator = i % Lines.Count == Lines.Count - 1 ? ' ' : '-';
            string status = Status is null ? "" : Status + " ";
            Encoding.UTF8.GetBytes($"{Code.ToString(CultureInfo.InvariantCulture)}{separator}{status}{Clean(Lines[i % Lines.Count])}\r\n", output);
        }
    }

    // Text from tables and remote parties never starts a line of its own.
    private static string Clean(string text) =>
        text.AsSpan().IndexOfAnyInRange('\0', '\x1f') < 0 ? text : string.Concat(text.Select(c => c < ' ' ? ' ' : c));
}
