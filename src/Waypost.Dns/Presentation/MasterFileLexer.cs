namespace Waypost.Dns.Presentation;

/// <summary>Splits a master file into tokens (RFC 1035 section 5.1): parentheses, comments, quoted strings and escapes.</summary>
public sealed class MasterFileLexer(string text)
{
    private int _position;
    private int _line = 1;
    private int _lineStart;
    private int _depth;
    private bool _atLineStart = true;

    private int Column => _position - _lineStart + 1;

    /// <summary>The next token; after the last one, <see cref="TokenKind.EndOfText"/> for ever.</summary>
    public Token Next()
    {
        while (_position < text.Length)
        {
            var c = text[_position];
            var atLineStart = _atLineStart;
            _atLineStart = false;
            switch (c)
            {
                case ' ' or '\t' or '\r' or '\ufeff':
                    var blank = new Token(TokenKind.Blank, "", _line, Column);
                    _position++;
                    if (atLineStart && (c is ' ' or '\t'))
                    {
                        return blank;
                    }
                    // A byte order mark or a carriage return says nothing about the owner.
                    _atLineStart = atLineStart;
                    break;
                case '\n':
                    var end = new Token(TokenKind.EndOfLine, "", _line, Column);
                    NextLine();
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
                        return Fail("a closing parenthesis has no opening one");
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
        if (_depth > 0)
        {
            _depth = 0;
            return new Token(TokenKind.Error, "a parenthesis is not closed", _line, Column);
        }
        return new Token(TokenKind.EndOfText, "", _line, Column);
    }

    /// <summary>After an error, moves to the next line and forgets open parentheses.</summary>
    public void Recover()
    {
        _depth = 0;
        while (_position < text.Length && text[_position] != '\n')
        {
            _position++;
        }
        if (_position < text.Length)
        {
            NextLine();
        }
        _atLineStart = true;
    }

    private void NextLine()
    {
        _position++;
        _line++;
        _lineStart = _position;
    }

    private void SkipComment()
    {
        while (_position < text.Length && text[_position] != '\n')
        {
            _position++;
        }
    }

    private Token ReadQuoted()
    {
        var (line, column, start) = (_line, Column, _position + 1);
        for (_position++; _position < text.Length && text[_position] != '\n'; _position++)
        {
            if (text[_position] == '"')
            {
                _position++;
                return new Token(TokenKind.Quoted, text[start..(_position - 1)], line, column);
            }
            if (text[_position] == '\\' && _position + 1 < text.Length && text[_position + 1] != '\n')
            {
                _position++;
            }
        }
        return new Token(TokenKind.Error, "a quoted string is not closed on its line", line, column);
    }

    private Token ReadWord()
    {
        var (column, start) = (Column, _position);
        for (; _position < text.Length; _position++)
        {
            var c = text[_position];
            if (c is ' ' or '\t' or '\r' or '\n' or ';' or '(' or ')' or '"')
            {
                break;
            }
            if (c == '\\' && _position + 1 < text.Length && text[_position + 1] is not ('\n' or '\r'))
            {
                _position++;
            }
        }
        return new Token(TokenKind.Word, text[start.._position], _line, column);
    }

    private Token Fail(string message)
    {
        var token = new Token(TokenKind.Error, message, _line, Column);
        _position++;
        return token;
    }
}
