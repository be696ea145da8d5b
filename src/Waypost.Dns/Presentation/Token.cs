namespace Waypost.Dns.Presentation;

/// <summary>What a token of a master file is.</summary>
public enum TokenKind
{
    /// <summary>A run of characters without blanks, escapes kept.</summary>
    Word,

    /// <summary>A quoted string, without its quotes, escapes kept.</summary>
    Quoted,

    /// <summary>White space at the start of a line: the owner is the last one stated.</summary>
    Blank,

    /// <summary>The end of an entry.</summary>
    EndOfLine,

    /// <summary>The end of the text.</summary>
    EndOfText,

    /// <summary>A lexical error; the text is its message.</summary>
    Error,
}

/// <summary>A token with the line and column (from 1) where it starts. It refers to the lexer's buffer, which is never reused.</summary>
public readonly struct Token
{
    private readonly char[] _buffer;
    private readonly int _start;
    private readonly int _length;

    internal Token(TokenKind kind, char[] buffer, int start, int length, int line, int column) =>
        (Kind, _buffer, _start, _length, Line, Column) = (kind, buffer, start, length, line, column);

    /// <summary>A token of its own text.</summary>
    public Token(TokenKind kind, string text, int line, int column)
        : this(kind, text.ToCharArray(), 0, text.Length, line, column)
    {
    }

    /// <summary>What the token is.</summary>
    public TokenKind Kind { get; }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }

    /// <summary>The column, from 1.</summary>
    public int Column { get; }

    /// <summary>The characters, escapes kept.</summary>
    public ReadOnlySpan<char> Span => new(_buffer, _start, _length);

    /// <summary>The characters as a new string.</summary>
    public string Text => new(_buffer, _start, _length);

    /// <summary>The same place with an error's message.</summary>
    public Token ToError(string message) => new(TokenKind.Error, message, Line, Column);

    /// <summary>The same token at another place, where the text that it was made from stands.</summary>
    public Token At(int line, int column) => new(Kind, _buffer, _start, _length, line, column);
}
