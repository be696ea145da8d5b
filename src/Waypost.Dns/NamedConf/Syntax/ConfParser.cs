using Waypost.Dns.NamedConf.Grammar;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Dns.NamedConf.Syntax;

/// <summary>The state that the grammar's types read from: the open files, the token, and what was found.</summary>
internal sealed class ConfParser(IConfFiles files, NamedConfOptions options, List<NamedConfDiagnostic> findings)
{
    private const int MaxIncludes = 10_000;
    private const int MaxOpen = 1000;
    private const int MaxDepth = 400;
    private const int MaxFindings = 1000;
    private const int MaxQuotedToken = 30;

    private readonly Stack<ConfLexer> _open = new();
    private int _included;
    private int _depth;
    private bool _back;

    public ConfToken Token { get; private set; }

    /// <summary>The line after the last token was read; findings and values carry it.</summary>
    public int Line { get; private set; }

    public string File { get; private set; } = "";

    /// <summary>The directory of the options statement so far, which relative includes follow.</summary>
    public string? Directory { get; private set; }

    /// <summary>Every file that was read, in order.</summary>
    public List<string> Files { get; } = [];

    public int Errors { get; private set; }

    private ConfLexer Lexer => _open.Peek();

    /// <summary>Parses a whole file by a type; null when it has errors, which are recorded.</summary>
    public ConfValue? Parse(string path, ConfType type)
    {
        if (!files.TryRead(path, out var text, out var reason))
        {
            findings.Add(reason == "not a file"
                ? new NamedConfDiagnostic(path, 1, NamedConfSeverity.Error, "not a file ")
                : new NamedConfDiagnostic("", 0, NamedConfSeverity.Error, $"open: {path}: {reason}"));
            return null;
        }
        Open(path, text);
        try
        {
            var value = type.Parse(this);
            if (Errors == 0 && Read(ConfTokens.Words).Kind != ConfTokenKind.EndOfFile)
            {
                throw Fail("syntax error", Near.At);
            }
            return Errors == 0 ? value : null;
        }
        catch (ConfSyntaxException)
        {
            return null;
        }
    }

    public ConfToken Read(ConfTokens wanted)
    {
        while (true)
        {
            Token = Lexer.Next(wanted, out var failure);
            (Line, _back) = (Lexer.Line, false);
            if (failure is not null)
            {
                throw Fail(failure, Near.At);
            }
            if (Token.Kind == ConfTokenKind.EndOfFile && _open.Count > 1)
            {
                // The end of an included file is not an end: what includes it goes on.
                _open.Pop();
                File = Lexer.Path;
                continue;
            }
            return Token;
        }
    }

    public void Back()
    {
        Lexer.Back();
        _back = true;
    }

    public ConfToken Peek(ConfTokens wanted)
    {
        Read(wanted);
        Back();
        return Token;
    }

    /// <summary>Reads a keyword if it is next.</summary>
    public bool TryKeyword(string keyword)
    {
        if (!Peek(ConfTokens.Words).IsWord(keyword))
        {
            return false;
        }
        Read(ConfTokens.Words);
        return true;
    }

    public void Special(char value)
    {
        if (!Read(ConfTokens.Words).IsSpecial(value))
        {
            throw Fail($"'{value}' expected", Near.At);
        }
    }

    /// <summary>Reads the end of a clause. A missing one is an error that the parser goes on from.</summary>
    public void Semicolon()
    {
        if (!Read(ConfTokens.Words).IsSpecial(';'))
        {
            Fail("missing ';'", Near.Before);
            Back();
        }
    }

    /// <summary>Reads text in braces as it stands, without the outer ones.</summary>
    public string Braces()
    {
        Special('{');
        var start = Lexer;
        var from = start.Position;
        var depth = 1;
        while (depth > 0)
        {
            var token = Read(ConfTokens.Quoted);
            depth += token.IsSpecial('{') ? 1 : token.IsSpecial('}') ? -1 : 0;
            if (token.Kind == ConfTokenKind.EndOfFile || Lexer != start)
            {
                throw Fail("'}' expected", Near.At);
            }
        }
        return start.Slice(from, start.Position - 1);
    }

    /// <summary>Skips a clause that the grammar does not know, up to its semicolon.</summary>
    public void Skip()
    {
        var depth = 0;
        while (true)
        {
            var token = Peek(ConfTokens.Quoted);
            depth += token.IsSpecial('{') ? 1 : token.IsSpecial('}') ? -1 : 0;
            if (token.IsSpecial(';') && depth == 0)
            {
                return;
            }
            if (token.Kind == ConfTokenKind.EndOfFile || depth < 0)
            {
                throw Fail("unexpected token", Near.At);
            }
            Read(ConfTokens.Quoted);
        }
    }

    /// <summary>Records an error; the caller throws what this returns unless it can go on.</summary>
    public ConfSyntaxException Fail(string message, Near near = Near.None)
    {
        Errors++;
        if (findings.Count < MaxFindings)
        {
            findings.Add(new NamedConfDiagnostic(File, Line, NamedConfSeverity.Error, message + Context(near)));
        }
        return new ConfSyntaxException();
    }

    public void Warn(string message, bool deprecation = false)
    {
        if (findings.Count < MaxFindings && !(deprecation && options.IgnoreDeprecated))
        {
            findings.Add(new NamedConfDiagnostic(File, Line, NamedConfSeverity.Warning, message));
        }
    }

    /// <summary>Runs a nested part of the grammar, no deeper than is sane.</summary>
    public T Nested<T>(Func<ConfParser, T> read)
    {
        if (++_depth > MaxDepth)
        {
            throw Fail("nested too deeply");
        }
        var value = read(this);
        _depth--;
        return value;
    }

    /// <summary>Opens what an include names; the last of several files is read first, as BIND does.</summary>
    public void Include(string pattern)
    {
        var found = files.Glob(Resolve(pattern));
        if (found.Count == 0)
        {
            throw Unreadable("file not found");
        }
        foreach (var path in found)
        {
            if (++_included > MaxIncludes || _open.Count > MaxOpen)
            {
                throw Unreadable("too many open files");
            }
            if (!files.TryRead(path, out var text, out var reason))
            {
                if (reason == "not a file")
                {
                    Open(path, "");
                    throw Fail("not a file ");
                }
                throw Fail($"open: {path}: {reason}");
            }
            Open(Directory is not null && !pattern.StartsWith('/') && path.StartsWith(Directory, StringComparison.Ordinal)
                ? path[Directory.Length..].TrimStart('/')
                : path, text);
        }
    }

    /// <summary>Takes the directory of the options statement as the one that relative paths follow.</summary>
    public void ChangeDirectory(string path)
    {
        var target = Resolve(path);
        if (!files.IsDirectory(target, out var reason))
        {
            findings.Add(new NamedConfDiagnostic(File, Line, NamedConfSeverity.Error, $"change directory to '{path}' failed: {reason}\n"));
            throw Unreadable(reason);
        }
        Directory = target.EndsWith('/') ? target : target + "/";
    }

    /// <summary>Ends the file for a reason that is told only when nothing else was.</summary>
    public ConfSyntaxException Unreadable(string reason) => Errors == 0 ? Fail($"parsing failed: {reason}") : new ConfSyntaxException();

    private string Resolve(string path) => Directory is null || path.StartsWith('/') ? path : Directory + path;

    private void Open(string path, string text)
    {
        _open.Push(new ConfLexer(path, text));
        Files.Add(path);
        (File, Line) = (path, 1);
    }

    private string Context(Near near)
    {
        if (near == Near.None)
        {
            return "";
        }
        if (_back)
        {
            // What was only looked at is read as a word: a quoted string is named by its quotation mark.
            Token = Lexer.Next(ConfTokens.Words, out _);
            _back = false;
        }
        if (Token.Kind == ConfTokenKind.None)
        {
            return " ";
        }
        var quoted = Lexer.LastText;
        var text = Token.Kind == ConfTokenKind.EndOfFile ? "end of file"
            : quoted.Length > MaxQuotedToken ? $"'{quoted[..MaxQuotedToken]}...'" : $"'{quoted}'";
        return near switch
        {
            Near.At => $" near {text}",
            Near.Before => $" before {text}",
            _ => $" {text}",
        };
    }
}

/// <summary>How a message names the token that it is about.</summary>
internal enum Near
{
    None,
    At,
    Before,
    Bare,
}
