using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;

namespace Waypost.Dns.ZoneFiles;

/// <summary>
/// Reads master files as BIND accepts them (RFC 1035 section 5, $TTL of RFC 2308 section 4, BIND's $GENERATE), entry by entry.
/// </summary>
public sealed class ZoneFileReader
{
    private readonly ZoneFileOptions _options;
    private readonly MessageSink _messages;
    private readonly RecordReader _records;
    private readonly Stack<IncludedFile> _outer = new();
    private IncludedFile _file;

    private ZoneFileReader(Stream stream, ZoneFileOptions options, IZoneFileSink sink)
    {
        _options = options;
        _messages = new MessageSink(sink);
        _records = new RecordReader(options, sink, _messages);
        _file = new IncludedFile(new EntryReader(stream, options.FileName), options.Origin, null);
    }

    /// <summary>
    /// Reads a whole file and those that it includes; everything goes to <paramref name="sink"/>. Disposes the stream.
    /// False when there was an error; <paramref name="stop"/> is asked after each entry whether to give up.
    /// </summary>
    public static bool Read(Stream stream, ZoneFileOptions options, IZoneFileSink sink, Func<bool>? stop = null)
    {
        var reader = new ZoneFileReader(stream, options, sink);
        try
        {
            while (reader.ReadEntry() && stop?.Invoke() != true)
            {
            }
        }
        finally
        {
            reader.Close();
        }
        return reader._messages.Errors == 0;
    }

    private bool ReadEntry()
    {
        var entry = _file.Entries;
        if (!entry.Next())
        {
            return EndFile();
        }
        _messages.FileName = entry.FileName;
        if (entry.Error is { } error)
        {
            _messages.Error(error, error.Text, error.Text.Split(':')[0]);
            return true;
        }
        var tokens = entry.Tokens;
        if (!entry.IsBlank && tokens[0].Kind == TokenKind.Word && tokens[0].Span[0] == '$')
        {
            ReadDirective(tokens, entry.End);
            return true;
        }
        if (!entry.IsBlank)
        {
            _file.Owner = _records.TryReadOwner(tokens[0], _file.Origin, _file.Owner, out var owner) ? owner : null;
            _file.OwnerFailed = _file.Owner is null;
            tokens = tokens[1..];
        }
        if (_file.Owner is { } current)
        {
            _records.Read(tokens, current, _file.Origin, entry.End);
        }
        else if (!_file.OwnerFailed)
        {
            _messages.Error(tokens[0], "the record has no owner: no valid one was stated before it", "no owner");
        }
        return true;
    }

    // After the end of an included file, origin and owner are again what they were (RFC 1035 section 5.1).
    private bool EndFile()
    {
        if (!_file.Entries.EndsWithNewline)
        {
            _messages.FileName = _file.Entries.FileName;
            _messages.Warning(_file.Entries.End, "file does not end with newline");
        }
        if (_outer.Count == 0)
        {
            return false;
        }
        _file.Entries.Dispose();
        _file = _outer.Pop();
        return true;
    }

    private void ReadDirective(ReadOnlySpan<Token> tokens, Token end)
    {
        var name = tokens[0].Text.ToUpperInvariant();
        switch (name)
        {
            case "$ORIGIN" or "$TTL" when tokens.Length != 2:
                var place = tokens.Length < 2 ? end : tokens[2];
                _messages.Error(place, $"{name} takes one value", tokens.Length < 2 ? "unexpected end of input" : "extra input text");
                break;
            case "$ORIGIN":
                if (_records.TryReadName(tokens[1], _file.Origin, out var origin))
                {
                    _file.Origin = origin;
                }
                break;
            case "$TTL":
                _records.ReadDefaultTtl(tokens[1]);
                break;
            case "$INCLUDE":
                Include(tokens, end);
                break;
            case "$GENERATE":
                GenerateDirective.Read(tokens, end, _file.Origin, _options, _records, _messages);
                break;
            case "$DATE":
                // BIND wrote it into the files of its cache.
                break;
            default:
                _messages.Error(tokens[0], $"'{tokens[0].Text}' is not a directive; known are $ORIGIN, $TTL, $INCLUDE and $GENERATE", "syntax error");
                break;
        }
    }

    private void Include(ReadOnlySpan<Token> tokens, Token end)
    {
        var origin = _file.Origin;
        if (tokens.Length is < 2 or > 3)
        {
            var place = tokens.Length < 2 ? end : tokens[3];
            _messages.Error(place, "$INCLUDE takes a file and, if need be, an origin", tokens.Length < 2 ? "unexpected end of input" : "extra input text");
        }
        else if (_options.Includes is null)
        {
            _messages.Error(tokens[0], "$INCLUDE is not allowed here; write the records out", "failure");
        }
        else if (_outer.Count >= _options.MaxIncludeDepth)
        {
            _messages.Error(tokens[0], $"$INCLUDE goes deeper than {_options.MaxIncludeDepth} files", "too many open files");
        }
        else if (tokens.Length == 3 && !_records.TryReadName(tokens[2], origin, out origin))
        {
            return;
        }
        else if (!TryDecodePath(tokens[1], out var path))
        {
            _messages.Error(tokens[1], "the file's name has a malformed escape", "bad escape");
        }
        else if (!_options.Includes.TryOpen(path, out var stream, out var error))
        {
            _messages.Error(tokens[1], error, error.StartsWith("file not found", StringComparison.Ordinal) ? "file not found" : "failure");
        }
        else
        {
            _outer.Push(_file);
            _file = new IncludedFile(new EntryReader(stream, path), origin!, _file.Owner) { OwnerFailed = _file.OwnerFailed };
        }
    }

    private static bool TryDecodePath(Token token, [NotNullWhen(true)] out string? path)
    {
        var valid = Rdata.Fields.StringText.TryDecode(token.Text, out var bytes);
        path = valid ? System.Text.Encoding.UTF8.GetString(bytes) : null;
        return valid;
    }

    private void Close()
    {
        _file.Entries.Dispose();
        foreach (var file in _outer)
        {
            file.Entries.Dispose();
        }
    }

    private sealed class IncludedFile(EntryReader entries, DnsName origin, DnsName? owner)
    {
        public EntryReader Entries { get; } = entries;

        public DnsName Origin { get; set; } = origin;

        public DnsName? Owner { get; set; } = owner;

        /// <summary>Whether the last owner stated was malformed, so that records without one are errors already told.</summary>
        public bool OwnerFailed { get; set; }
    }
}
