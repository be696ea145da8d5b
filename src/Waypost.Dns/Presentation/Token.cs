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

/// <summary>A token with the line and column (from 1) where it starts.</summary>
public readonly record struct Token(TokenKind Kind, string Text, int Line, int Column);
