namespace Waypost.Server.Imap;

/// <summary>The tagged end of a command (RFC 9051 section 7.1).</summary>
/// <param name="Status"><c>OK</c>, <c>NO</c> or <c>BAD</c>.</param>
/// <param name="Text">For people.</param>
/// <param name="Code">Response code without its brackets, or null.</param>
internal sealed record ImapReply(string Status, string Text, string? Code = null)
{
    public static ImapReply Ok(string text, string? code = null) => new("OK", text, code);

    public static ImapReply No(string text, string? code = null) => new("NO", text, code);

    public static ImapReply Bad(string text) => new("BAD", text);

    public static ImapReply BadCode(string text, string code) => new("BAD", text, code);

    /// <summary>The fault that the parser found.</summary>
    public static ImapReply Bad(Waypost.Mail.Imap.ImapParser parser) => new("BAD", parser.Error ?? "Syntax error");

    public override string ToString() => Code is null ? $"{Status} {Text}" : $"{Status} [{Code}] {Text}";
}
