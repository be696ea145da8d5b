using System.Globalization;
using System.Text;

namespace Waypost.Dns.Presentation;

/// <summary>Splits a master file into tokens (RFC 1035 section 5.1): parentheses, comments, quoted strings and escapes.</summary>
public sealed class MasterFileLexer
{
    private static readonly bool[] Ends = MakeEnds();

    private readonly CharacterWindow _window;
    private readonly bool _bytes;
    private char[] _buffer;
    private int _end;
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private int _depth;
    private bool _atLineStart = true;

    /// <summary>Reads text; characters outside ASCII stay as they are.</summary>
    public MasterFileLexer(string text)
        : this(new CharacterWindow(text)) => _position = text.StartsWith('\ufeff') ? 1 : 0;

    /// <summary>Reads bytes as they come; those outside ASCII appear escaped in tokens. The caller disposes the stream.</summary>
    public MasterFileLexer(Stream stream)
        : this(new CharacterWindow(stream)) => _bytes = true;

    private MasterFileLexer(CharacterWindow window) => (_window, _buffer, _end) = (window, window.Buffer, window.End);

    /// <summary>The line that is read now, from 1.</summary>
    public int Line => _line;

    /// <summary>Whether the last line had its end: BIND warns when it has not.</summary>
    public bool EndsWithNewline { get; private set; } = true;

    private int Column => _position - _lineStart + 1;

    /// <summary>The next token; after the last one, <see cref="TokenKind.EndOfText"/> for ever.</summary>
    public Token Next()
    {
        while (_position < _end || Grow(_position))
        {
            var c = _buffer[_position];
            var atLineStart = _atLineStart;
            _atLineStart = false;
            switch (c)
            {
                case ' ' or '\t':
                    if (atLineStart && _depth == 0)
                    {
                        return Mark(TokenKind.Blank);
                    }
                    _position++;
                    break;
                case '\n' or '\r':
                    var end = Empty(TokenKind.EndOfLine);
                    NextLine(c);
                    if (_depth == 0)
                    {
                        _atLineStart = true;
                        return end;
                    }
                    break;
                case ';':
                    SkipComment();
                    break;
                case '(':
                    _depth++;
                    _position++;
                    break;
                case ')':
                    if (_depth == 0)
                    {
                        return Fail("unbalanced parentheses: a closing parenthesis has no opening one");
                    }
                    _depth--;
                    _position++;
                    break;
                case '"':
                    return ReadQuoted();
                default:
                    return ReadWord();
            }
        }
        EndsWithNewline = _atLineStart;
        if (_depth > 0)
        {
            _depth = 0;
            return new Token(TokenKind.Error, "unbalanced parentheses: a parenthesis is not closed", _line, Column);
        }
        return Empty(TokenKind.EndOfText);
    }

    /// <summary>After an error, moves to the next line and forgets open parentheses.</summary>
    public void Recover()
    {
        _depth = 0;
        SkipComment();
        if (_position < _end)
        {
            NextLine(_buffer[_position]);
        }
        _atLineStart = true;
    }

    private static bool[] MakeEnds()
    {
        var ends = new bool[128];
        foreach (var c in " \t\r\n;()\"\\")
        {
            ends[c] = true;
        }
        return ends;
    }

    private bool Grow(int keep)
    {
        if (!_window.TryGrow(keep))
        {
            return false;
        }
        (_buffer, _end) = (_window.Buffer, _window.End);
        _position -= keep;
        _lineStart -= keep;
        return true;
    }

    // A carriage return alone ends a line as well, as in BIND.
    private void NextLine(char c)
    {
        _position++;
        if (c == '\r' && (_position < _end || Grow(_position)) && _buffer[_position] == '\n')
        {
            _position++;
        }
        _line++;
        _lineStart = _position;
    }

    private void SkipComment()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_position, _end - _position);
            var length = rest.IndexOfAny('\n', '\r');
            _position += length < 0 ? rest.Length : length;
            if (length >= 0 || !Grow(_position))
            {
                return;
            }
        }
    }

    private Token ReadQuoted()
    {
        var (line, column, start, plain) = (_line, Column, _position, true);
        for (_position++; ; _position++)
        {
            if (_position == _end && !GrowToken(ref start))
            {
                break;
            }
            var c = _buffer[_position];
            if (c == '"')
            {
                _position++;
                return Finish(TokenKind.Quoted, start + 1, _position - start - 2, line, column, plain);
            }
            if (c is '\n' or '\r')
            {
                break;
            }
            plain &= c < 0x80;
            if (c == '\\' && (_position + 1 < _end || GrowToken(ref start)) && _buffer[_position + 1] is not ('\n' or '\r'))
            {
                _position++;
                plain &= _buffer[_position] < 0x80;
            }
        }
        return Overlong(line, column) ?? new Token(TokenKind.Error, "unbalanced quotes: a quoted string is not closed on its line", line, column);
    }

    private Token ReadWord()
    {
        var (column, start, plain) = (Column, _position, true);
        for (; ; _position++)
        {
            if (_position == _end && !GrowToken(ref start))
            {
                break;
            }
            var c = _buffer[_position];
            if (c >= 0x80)
            {
                plain = false;
            }
            else if (Ends[c])
            {
                if (c != '\\')
                {
                    break;
                }
                if ((_position + 1 < _end || GrowToken(ref start)) && _buffer[_position + 1] is not ('\n' or '\r'))
                {
                    _position++;
                    plain &= _buffer[_position] < 0x80;
                }
            }
        }
        return Overlong(_line, column) ?? Finish(TokenKind.Word, start, _position - start, _line, column, plain);
    }

    private bool GrowToken(ref int start)
    {
        var keep = start;
        if (!Grow(keep))
        {
            return false;
        }
        start = 0;
        return true;
    }

    private Token? Overlong(int line, int column)
    {
        if (!_window.Overlong)
        {
            return null;
        }
        _window.ForgetOverlong();
        _position = _end;
        return new Token(TokenKind.Error, $"the text is longer than {CharacterWindow.MaxTokenLength} characters", line, column);
    }

    private Token Finish(TokenKind kind, int start, int length, int line, int column, bool plain)
    {
        if (plain || !_bytes)
        {
            return new Token(kind, _buffer, start, length, line, column);
        }
        var text = new StringBuilder(length + 8);
        for (var i = start; i < start + length; i++)
        {
            if (_buffer[i] < 0x80)
            {
                text.Append(_buffer[i]);
                continue;
            }
            // An escape in front of the byte is one already: the digits take its place.
            text.Append(IsEscaped(start, i) ? "" : "\\").Append(((int)_buffer[i]).ToString("D3", CultureInfo.InvariantCulture));
        }
        return new Token(kind, text.ToString(), line, column);
    }

    private bool IsEscaped(int start, int position)
    {
        var backslashes = 0;
        while (position - 1 - backslashes >= start && _buffer[position - 1 - backslashes] == '\\')
        {
            backslashes++;
        }
        return backslashes % 2 != 0;
    }

    private Token Empty(TokenKind kind) => new(kind, _buffer, 0, 0, _line, Column);

    private Token Mark(TokenKind kind)
    {
        var token = Empty(kind);
        _position++;
        return token;
    }

    private Token Fail(string message)
    {
        var token = new Token(TokenKind.Error, message, _line, Column);
        _position++;
        return token;
    }
}
