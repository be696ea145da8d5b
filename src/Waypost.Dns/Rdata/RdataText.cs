using Waypost.Dns.Presentation;

namespace Waypost.Dns.Rdata;

/// <summary>Splits the presentation form of a single rdata into tokens.</summary>
public static class RdataText
{
    /// <summary>The tokens, or the lexical error; line ends are allowed only inside parentheses.</summary>
    public static (Token[] Tokens, Token? Error, Token End) Split(string text)
    {
        var lexer = new MasterFileLexer(text);
        var tokens = new List<Token>();
        while (true)
        {
            var token = lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.EndOfText:
                    return (tokens.ToArray(), null, token);
                case TokenKind.Error:
                    return ([], token, token);
                case TokenKind.EndOfLine:
                    return ([], token.ToError("a record must be on one line"), token);
                case TokenKind.Blank:
                    break;
                default:
                    tokens.Add(token);
                    break;
            }
        }
    }
}
