namespace Waypost.Dns.NamedConf.Syntax;

internal enum ConfTokenKind
{
    /// <summary>Nothing was read: the lexer failed.</summary>
    None,
    Word,
    Quoted,
    Number,
    Special,
    EndOfFile,
}

/// <summary>What a place in the grammar takes: the same characters are other tokens elsewhere.</summary>
[Flags]
internal enum ConfTokens
{
    Words = 0,
    Quoted = 1,
    Numbers = 2,
}

internal readonly record struct ConfToken(ConfTokenKind Kind, string Text, uint Number = 0)
{
    public bool IsSpecial(char value) => Kind == ConfTokenKind.Special && Text[0] == value;

    public bool IsWord(string keyword) => Kind == ConfTokenKind.Word && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsText => Kind is ConfTokenKind.Word or ConfTokenKind.Quoted;
}
