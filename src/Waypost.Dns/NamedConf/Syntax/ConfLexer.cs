using System.Globalization;
using System.Text;

namespace Waypost.Dns.NamedConf.Syntax;

/// <summary>
/// Splits one file into tokens: words, quoted strings, numbers where asked for, and <c>{ } ; ! / "</c>;
/// comments in the three styles of named.conf.
/// </summary>
internal sealed class ConfLexer(string path, string text)
{
    private const string Specials = "{};!/\"";

    private int _position;
    private int _tokenStart;
    private int _startLine = 1;
    private int _blankStart;

    public string Path { get; } = path;

    /// <summary>The line of the character that is read next, from 1.</summary>
    public int Line { get; private set; } = 1;

    public int Position => _position;

    /// <summary>The last token as it stands in the file.</summary>
    public string LastText => text[_tokenStart.._position];

    /// <summary>Reads a token; a failure is BIND's word for it and a token of no kind.</summary>
    public ConfToken Next(ConfTokens wanted, out string? failure)
    {
        failure = null;
        (_tokenStart, _startLine) = (_position, Line);
        if (!SkipBlanks())
        {
            failure = "unexpected end of input";
            return default;
        }
        if (_position == text.Length)
        {
            _tokenStart = _position;
            return new ConfToken(ConfTokenKind.EndOfFile, "");
        }
        _tokenStart = _position;
        var first = text[_position];
        if (first == '"' && wanted.HasFlag(ConfTokens.Quoted))
        {
            return ReadQuoted(out failure);
        }
        if (Specials.Contains(first, StringComparison.Ordinal))
        {
            _position++;
            return new ConfToken(ConfTokenKind.Special, first.ToString());
        }
        while (_position < text.Length && !IsBlank(text[_position]) && text[_position] != '#' && !Specials.Contains(text[_position], StringComparison.Ordinal))
        {
            _position++;
        }
        var word = text[_tokenStart.._position];
        return wanted.HasFlag(ConfTokens.Numbers) && char.IsAsciiDigit(first) ? ReadNumber(word, out failure) : new ConfToken(ConfTokenKind.Word, word);
    }

    public string Slice(int from, int to) => text[from..to];

    /// <summary>Goes back to before the last token; it may be read again as another kind.</summary>
    public void Back() => (_position, Line) = (_blankStart, _startLine);

    private static bool IsBlank(char value) => value is ' ' or '\t' or '\r' or '\n';

    // False when a comment has no end.
    private bool SkipBlanks()
    {
        _blankStart = _position;
        while (_position < text.Length)
        {
            var value = text[_position];
            var next = _position + 1 < text.Length ? text[_position + 1] : '\0';
            if (IsBlank(value))
            {
                Line += value == '\n' ? 1 : 0;
                _position++;
            }
            else if (value == '#' || (value == '/' && next == '/'))
            {
                var end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else if (value == '/' && next == '*')
            {
                var end = text.IndexOf("*/", _position + 2, StringComparison.Ordinal);
                var stop = end < 0 ? text.Length : end + 2;
                Line += text.AsSpan(_position, stop - _position).Count('\n');
                _position = stop;
                if (end < 0)
                {
                    return false;
                }
            }
            else
            {
                break;
            }
        }
        return true;
    }

    // A backslash keeps a quotation mark in the string and is itself kept before anything else.
    private ConfToken ReadQuoted(out string? failure)
    {
        failure = null;
        var value = new StringBuilder();
        var escaped = false;
        for (_position++; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (c == '"' && !escaped)
            {
                _position++;
                return new ConfToken(ConfTokenKind.Quoted, value.ToString());
            }
            if (c == '"')
            {
                value.Length--;
            }
            Line += c == '\n' ? 1 : 0;
            escaped = c == '\\' && !escaped;
            value.Append(c);
        }
        failure = "unexpected end of input";
        return default;
    }

    // C's notation: 0x10, 010, 16. What is not a number stays a word; what is too large is a failure.
    private static ConfToken ReadNumber(string word, out string? failure)
    {
        failure = null;
        var hexadecimal = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var digits = hexadecimal ? word.AsSpan(2) : word;
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return new ConfToken(ConfTokenKind.Word, word);
        }
        var radix = hexadecimal ? 16u : digits[0] == '0' ? 8u : 10u;
        ulong value = 0;
        foreach (var digit in digits)
        {
            if ((uint)(digit - '0') >= radix)
            {
                return new ConfToken(ConfTokenKind.Word, word);
            }
            value = Math.Min((value * radix) + (uint)(digit - '0'), uint.MaxValue + 1UL);
        }
        failure = value > uint.MaxValue ? "out of range" : null;
        return failure is null ? new ConfToken(ConfTokenKind.Number, value.ToString(CultureInfo.InvariantCulture), (uint)value) : default;
    }
}
