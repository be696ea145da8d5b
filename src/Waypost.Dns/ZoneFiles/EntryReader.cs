using System.Runtime.InteropServices;
using Waypost.Dns.Presentation;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Reads the entries of one file: the tokens up to a line end outside of parentheses (RFC 1035 section 5.1).</summary>
internal sealed class EntryReader(Stream stream, string fileName) : IDisposable
{
    // The rdata of 65535 empty strings has as many tokens; nothing valid has more.
    private const int MaxTokens = ushort.MaxValue + 8;

    private readonly MasterFileLexer _lexer = new(stream);
    private readonly List<Token> _tokens = new(16);

    public string FileName { get; } = fileName;

    public ReadOnlySpan<Token> Tokens => CollectionsMarshal.AsSpan(_tokens);

    /// <summary>Whether the entry begins with white space: its owner is the one before.</summary>
    public bool IsBlank { get; private set; }

    /// <summary>Where the entry ends.</summary>
    public Token End { get; private set; }

    /// <summary>The lexical error of the entry, which has no tokens then.</summary>
    public Token? Error { get; private set; }

    public bool EndsWithNewline => _lexer.EndsWithNewline;

    /// <summary>Reads the next entry that holds anything; false at the end of the file.</summary>
    public bool Next()
    {
        _tokens.Clear();
        (IsBlank, Error) = (false, null);
        while (true)
        {
            var token = _lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.Blank:
                    IsBlank = true;
                    break;
                case TokenKind.EndOfLine when _tokens.Count == 0:
                    IsBlank = false;
                    break;
                case TokenKind.EndOfLine or TokenKind.EndOfText:
                    End = token;
                    return _tokens.Count > 0;
                case TokenKind.Error:
                    return Fail(token);
                default:
                    if (_tokens.Count == MaxTokens)
                    {
                        return Fail(token.ToError("the entry has too many words"));
                    }
                    _tokens.Add(token);
                    break;
            }
        }
    }

    public void Dispose() => stream.Dispose();

    private bool Fail(Token error)
    {
        _tokens.Clear();
        Error = error;
        _lexer.Recover();
        return true;
    }
}
