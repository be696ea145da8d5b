using Waypost.Dns.Names;
using Waypost.Dns.Presentation;

namespace Waypost.Dns.Rdata;

/// <summary>The tokens of one rdata in presentation form, and the error at the first that does not fit.</summary>
/// <param name="tokens">Words and quoted strings only.</param>
/// <param name="origin">What relative names are relative to; null when they count as absolute.</param>
/// <param name="end">Where the rdata ends: the place of an error about something missing.</param>
public ref struct RdataTokens(ReadOnlySpan<Token> tokens, DnsName? origin, Token end)
{
    private readonly ReadOnlySpan<Token> _tokens = tokens;
    private readonly Token _end = end;
    private int _next;

    /// <summary>What relative names are relative to.</summary>
    public DnsName? Origin { get; } = origin;

    /// <summary>The message of the first error, null while there is none.</summary>
    public string? Error { get; private set; }

    /// <summary>The token that the error is about.</summary>
    public Token ErrorToken { get; private set; }

    /// <summary>Whether no token is left.</summary>
    public readonly bool AtEnd => _next >= _tokens.Length;

    /// <summary>The next token, left in place.</summary>
    public readonly Token Peek => AtEnd ? _end : _tokens[_next];

    /// <summary>Takes the next token; it is an error when <paramref name="field"/> is missing.</summary>
    public bool TryNext(string field, out Token token)
    {
        if (AtEnd)
        {
            token = _end;
            return Fail(_end, $"the {field} is missing");
        }
        token = _tokens[_next++];
        return token.Kind != TokenKind.Quoted || Fail(token, $"the {field} cannot be quoted");
    }

    /// <summary>Takes the next token, a word or a quoted string; it is an error when <paramref name="field"/> is missing.</summary>
    public bool TryNextString(string field, out Token token)
    {
        if (AtEnd)
        {
            return TryNext(field, out token);
        }
        token = _tokens[_next++];
        return true;
    }

    /// <summary>Records an error; returns false so that callers can return it.</summary>
    public bool Fail(Token token, string message)
    {
        ErrorToken = token;
        Error = message;
        return false;
    }
}
