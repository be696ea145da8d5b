using System.Text;

namespace Waypost.Mail.Pop3;

/// <summary>A command line of POP3 (RFC 1939 section 3).</summary>
/// <param name="Verb">The keyword in upper case.</param>
/// <param name="Argument">Everything after the first space, as sent; PASS may hold spaces.</param>
public readonly record struct Pop3CommandLine(string Verb, string Argument)
{
    /// <summary>Splits a line without its line end.</summary>
    public static Pop3CommandLine Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new(text.ToUpperInvariant(), "") : new(text[..space].ToUpperInvariant(), text[(space + 1)..]);
    }
}
