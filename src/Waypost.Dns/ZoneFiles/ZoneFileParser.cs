using System.Runtime.InteropServices;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Reads master files (RFC 1035 section 5, $TTL of RFC 2308 section 4), as BIND writes and accepts them.</summary>
public sealed class ZoneFileParser
{
    // Enough to mend a file by; a binary file taken for text must not fill the memory.
    private const int MaxErrors = 100;

    private readonly MasterFileLexer _lexer;
    private readonly ZoneFileRecords _records;
    private readonly List<ZoneFileError> _errors = [];
    private readonly List<Token> _entry = [];
    private readonly RdataBuffer _buffer = new();
    private readonly DnsName _zone;
    private DnsName _origin;
    private DnsName? _owner;
    private uint? _defaultTtl;
    private uint? _lastTtl;

    private ZoneFileParser(string text, DnsName zone)
    {
        _lexer = new MasterFileLexer(text);
        _records = new ZoneFileRecords();
        (_zone, _origin) = (zone, zone);
    }

    /// <summary>Parses a whole file. <paramref name="origin"/> is the zone's name; with or without its final dot.</summary>
    public static ZoneFileResult Parse(string text, string origin)
    {
        if (!DnsName.TryParse(origin, DnsName.Root, out var zone, out var error))
        {
            return new ZoneFileResult([], [new ZoneFileError(1, 1, $"the origin '{origin}' is not a domain name: {error}")]);
        }
        var parser = new ZoneFileParser(text, zone);
        while (parser._errors.Count < MaxErrors && parser.ReadEntry())
        {
        }
        return new ZoneFileResult(parser._records.ToRrsets(), parser._errors);
    }

    private bool ReadEntry()
    {
        _entry.Clear();
        var blank = false;
        while (true)
        {
            var token = _lexer.Next();
            switch (token.Kind)
            {
                case TokenKind.Blank:
                    blank = true;
                    break;
                case TokenKind.Error:
                    Fail(token, token.Text);
                    _lexer.Recover();
                    return true;
                case TokenKind.EndOfLine or TokenKind.EndOfText:
                    if (_entry.Count > 0)
                    {
                        ReadEntry(CollectionsMarshal.AsSpan(_entry), blank, token);
                    }
                    return token.Kind == TokenKind.EndOfLine;
                default:
                    _entry.Add(token);
                    break;
            }
        }
    }

    private void ReadEntry(ReadOnlySpan<Token> entry, bool blank, Token end)
    {
        if (!blank && entry[0].Kind == TokenKind.Word && entry[0].Text.StartsWith('$'))
        {
            ReadDirective(entry);
            return;
        }
        if (!blank)
        {
            if (!TryReadName(entry[0], out var owner))
            {
                // Records that follow with a blank owner would land at the wrong name.
                _owner = null;
                return;
            }
            _owner = owner;
            entry = entry[1..];
        }
        if (_owner is null)
        {
            if (blank)
            {
                Fail(entry[0], "the record has no owner: no valid one was stated before it");
            }
            return;
        }
        ReadRecord(entry, _owner, end);
    }

    private void ReadDirective(ReadOnlySpan<Token> entry)
    {
        var (directive, name) = (entry[0], entry[0].Text.ToUpperInvariant());
        switch (name)
        {
            case "$INCLUDE" or "$GENERATE":
                Fail(directive, $"{name} is not supported; write the records out");
                return;
            case "$ORIGIN" or "$TTL":
                break;
            default:
                Fail(directive, $"'{directive.Text}' is not a directive; known are $ORIGIN and $TTL");
                return;
        }
        if (entry.Length != 2)
        {
            Fail(directive, $"{name} takes one value");
        }
        else if (name == "$ORIGIN")
        {
            _origin = TryReadName(entry[1], out var origin) ? origin : _origin;
        }
        else if (TryReadTtl(entry[1], out var ttl))
        {
            _defaultTtl = ttl;
        }
    }

    private void ReadRecord(ReadOnlySpan<Token> entry, DnsName owner, Token end)
    {
        var (ttlSeen, classSeen, next) = (default(uint?), false, 0);
        for (; next < entry.Length; next++)
        {
            var text = entry[next].Text;
            if (ttlSeen is null && text.Length > 0 && char.IsAsciiDigit(text[0]))
            {
                if (!TryReadTtl(entry[next], out var ttl))
                {
                    return;
                }
                ttlSeen = ttl;
            }
            else if (!classSeen && ZoneFileClass.IsClass(text))
            {
                if (!ZoneFileClass.IsInternet(text))
                {
                    Fail(entry[next], $"the class {text} is not supported; only IN is");
                    return;
                }
                classSeen = true;
            }
            else
            {
                break;
            }
        }
        if (next == entry.Length)
        {
            Fail(end, "the record's type is missing");
            return;
        }
        ReadData(entry[next], entry[(next + 1)..], owner, ttlSeen, end);
    }

    private void ReadData(Token typeToken, ReadOnlySpan<Token> rdata, DnsName owner, uint? ttl, Token end)
    {
        if (!RdataRegistry.TryFind(typeToken.Text, out var type))
        {
            Fail(typeToken, RrsetNormalizer.UnknownType(typeToken.Text));
            return;
        }
        if (!owner.IsAtOrBelow(_zone))
        {
            Fail(typeToken, $"the owner {owner} is not in the zone {_zone}");
            return;
        }
        var cursor = new RdataTokens(rdata, _origin, end);
        _buffer.Clear();
        if (!type.TryParse(ref cursor, _buffer))
        {
            Fail(cursor.ErrorToken, $"{type.Mnemonic}: {cursor.Error}");
            return;
        }
        _lastTtl = ttl ?? _lastTtl;
        // RFC 2308 section 4: $TTL, otherwise the last TTL stated; BIND adds: otherwise the SOA's own MINIMUM.
        var effective = ttl ?? _defaultTtl ?? _lastTtl ?? (type.Mnemonic == "SOA" ? _lastTtl = SoaMinimum() : null);
        if (effective is not { } seconds)
        {
            Fail(typeToken, "the record has no TTL: none is stated, and neither $TTL nor an earlier record gives one");
        }
        else if (_records.Add(owner, type, seconds, _buffer) is { } message)
        {
            Fail(typeToken, message);
        }
    }

    private uint SoaMinimum() => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(_buffer.Written[^4..]) & RrsetNormalizer.MaxTtl;

    private bool TryReadName(Token token, out DnsName name)
    {
        if (token.Kind == TokenKind.Word && DnsName.TryParse(token.Text, _origin, out var parsed, out var error))
        {
            name = parsed;
            return true;
        }
        name = DnsName.Root;
        return Fail(token, token.Kind == TokenKind.Word && !DnsName.TryParse(token.Text, _origin, out _, out error)
            ? $"'{token.Text}' is not a domain name: {error}"
            : "a domain name cannot be quoted");
    }

    private bool TryReadTtl(Token token, out uint ttl) =>
        (TimeText.TryParse(token.Text, out ttl) && ttl <= RrsetNormalizer.MaxTtl)
        || Fail(token, $"'{token.Text}' is not a TTL: seconds up to {RrsetNormalizer.MaxTtl}, or units such as 1h30m");

    private bool Fail(Token token, string message)
    {
        _errors.Add(new ZoneFileError(token.Line, token.Column, message));
        return false;
    }
}
