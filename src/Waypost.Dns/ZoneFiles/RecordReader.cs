using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using Waypost.Dns.Names;
using Waypost.Dns.Presentation;
using Waypost.Dns.Rdata;
using Waypost.Dns.Zones;

namespace Waypost.Dns.ZoneFiles;

/// <summary>Reads what stands behind the owner of an entry: TTL and class in either order, type, rdata; keeps the TTLs that are inherited.</summary>
internal sealed class RecordReader(ZoneFileOptions options, IZoneFileSink sink, MessageSink messages)
{
    private const ushort SoaType = 6;
    private const ushort RrsigType = 46;

    private readonly RdataBuffer _buffer = new();
    private readonly RecordRules _rules = new(options, messages);
    private readonly RdataParsers _parsers = new(options.Class);
    private uint? _defaultTtl;
    private uint? _lastTtl;
    private DnsName? _checkedOwner;
    private bool _outside;

    /// <summary>Reads an owner; <paramref name="last"/> is returned itself when it is the same name, so that it can be told by reference.</summary>
    public bool TryReadOwner(Token token, DnsName origin, DnsName? last, [NotNullWhen(true)] out DnsName? owner)
    {
        Span<byte> wire = stackalloc byte[WireName.MaxLength];
        owner = null;
        if (!DnsName.TryParse(token.Span, origin, wire, out var length, out var error))
        {
            return messages.Error(token, $"'{token.Text}' is not a domain name: {error}", NameFault(error));
        }
        owner = last is not null && last.Wire.SequenceEqual(wire[..length]) ? last : DnsName.FromWire(wire[..length])!;
        return CheckOwner(token, owner);
    }

    public bool TryReadName(Token token, DnsName origin, [NotNullWhen(true)] out DnsName? name)
    {
        if (token.Kind == TokenKind.Quoted)
        {
            name = null;
            return messages.Error(token, "a domain name cannot be quoted", "unexpected token");
        }
        return DnsName.TryParse(token.Span, origin, out name, out var error)
            || messages.Error(token, $"'{token.Text}' is not a domain name: {error}", NameFault(error));
    }

    public void ReadDefaultTtl(Token token)
    {
        if (token.Kind == TokenKind.Quoted || !TimeText.TryParse(token.Span, out var ttl))
        {
            messages.Error(token, $"'{token.Text}' is not a TTL: seconds up to {RrsetNormalizer.MaxTtl}, or units such as 1h30m", "syntax error");
            return;
        }
        _defaultTtl = Limit(ttl, token);
    }

    /// <summary>Reads a record whose owner is known; errors are reported, and false returned.</summary>
    public bool Read(ReadOnlySpan<Token> entry, DnsName owner, DnsName origin, Token end)
    {
        if (!TryReadHead(entry, end, out var head))
        {
            return false;
        }
        return ReadData(head, entry[head.Rdata..], owner, origin, end);
    }

    /// <summary>Reads TTL, class and type; what is left begins at <see cref="RecordHead.Rdata"/>.</summary>
    public bool TryReadHead(ReadOnlySpan<Token> entry, Token end, [NotNullWhen(true)] out RecordHead? head)
    {
        var (ttl, classSeen, next) = (default(uint?), default(ushort?), 0);
        var classPlace = end;
        head = null;
        for (; next < entry.Length; next++)
        {
            var token = entry[next];
            if (token.Kind == TokenKind.Quoted)
            {
                break;
            }
            if (ttl is null && token.Span is [>= '0' and <= '9', ..] && TimeText.TryParse(token.Span, out var seconds))
            {
                ttl = Limit(seconds, token);
            }
            else if (classSeen is null && RecordClass.TryParse(token.Span, out var code))
            {
                (classSeen, classPlace) = (code, token);
            }
            else
            {
                break;
            }
        }
        if (next == entry.Length)
        {
            return messages.Error(end, "the record's type is missing", "unexpected end of input");
        }
        var typeToken = entry[next];
        if (ttl is null && typeToken.Span is [>= '0' and <= '9', ..])
        {
            return messages.Error(typeToken, $"'{typeToken.Text}' is not a TTL: seconds up to {RrsetNormalizer.MaxTtl}, or units such as 1h30m", "unknown class/type");
        }
        if (typeToken.Kind == TokenKind.Quoted)
        {
            return messages.Error(typeToken, "TTL, class and type cannot be quoted", "syntax error");
        }
        if (!RdataRegistry.TryFind(typeToken.Span, out var type))
        {
            return messages.Error(typeToken, $"'{typeToken.Text}' is not a record type that is known; TYPEnnn writes any other (RFC 3597)", "unknown class/type");
        }
        if (classSeen is { } stated && stated != options.Class)
        {
            return messages.Error(
                classPlace, $"the class {RecordClass.Format(stated)} is not the zone's class {RecordClass.Format(options.Class)}", "bad class");
        }
        head = new RecordHead(typeToken, type, ttl, next + 1);
        return true;
    }

    /// <summary>Reads the rdata of a record and hands it on.</summary>
    public bool ReadData(RecordHead head, ReadOnlySpan<Token> rdata, DnsName owner, DnsName origin, Token end, bool generated = false)
    {
        var type = head.Type;
        var cursor = new RdataTokens(rdata, origin, end);
        _buffer.Clear();
        if (!_parsers.TryParse(type, ref cursor, _buffer, owner))
        {
            return messages.Error(cursor.ErrorToken, $"{type.Mnemonic}: {cursor.Error}", RdataFaults.Code(cursor.Error!, type));
        }
        if (!ReferenceEquals(owner, _checkedOwner))
        {
            (_outside, _checkedOwner) = (!owner.IsAtOrBelow(options.Origin), owner);
        }
        if (!_rules.CheckPlace(head, owner, _outside) || !_rules.Check(head, rdata, owner, _buffer, generated) || ReadTtl(head) is not { } ttl)
        {
            return false;
        }
        if (options.MaxTtl is { } limit && ttl > limit)
        {
            return messages.Error(head.Place, $"the TTL {ttl} exceeds the configured maximum {limit}", "out of range");
        }
        if (_outside || sink.Add(new ZoneFileRecord(owner, type, ttl, _buffer)) is not { } fault)
        {
            return true;
        }
        return messages.Report(fault.Warning ? CheckMode.Warn : CheckMode.Fail, head.Place, fault.Message, fault.Code);
    }

    private bool CheckOwner(Token token, DnsName owner)
    {
        if (ReferenceEquals(owner, _checkedOwner))
        {
            return true;
        }
        (_outside, _checkedOwner) = (!owner.IsAtOrBelow(options.Origin), owner);
        return !_outside
            ? _rules.CheckWildcard(token, owner)
            : messages.Report(options.OutOfZone, token, options.OutOfZone == CheckMode.Fail
                ? $"the owner {owner} is not in the zone {options.Origin}"
                : $"ignoring out-of-zone data ({RecordRules.Plain(owner)})", "out of zone");
    }

    // RFC 2308 section 4: $TTL, otherwise the last TTL stated; BIND adds: otherwise the SOA's own MINIMUM.
    private uint? ReadTtl(RecordHead head)
    {
        if (options.Time is { } time && head.Type.Code == RrsigType && !_outside)
        {
            _rules.CheckExpiry(head.Place, _buffer, time);
        }
        _lastTtl = head.Ttl ?? _lastTtl;
        if ((head.Ttl ?? _defaultTtl ?? _lastTtl) is { } ttl)
        {
            return ttl;
        }
        if (head.Type.Code != SoaType)
        {
            messages.Error(head.Place, "the record has no TTL: none is stated, and neither $TTL nor an earlier record gives one", "no ttl");
            return null;
        }
        if (options.CheckNames != CheckMode.Ignore)
        {
            messages.Warning(head.Place, "no TTL specified; using SOA MINTTL instead");
        }
        return _defaultTtl = Limit(BinaryPrimitives.ReadUInt32BigEndian(_buffer.Written[^4..]), head.Place);
    }

    private uint Limit(uint ttl, Token place)
    {
        if (ttl <= RrsetNormalizer.MaxTtl)
        {
            return ttl;
        }
        messages.Report(options.OutOfZone, place, $"the TTL {ttl} exceeds {RrsetNormalizer.MaxTtl} (RFC 2181 section 8); 0 takes its place", "out of range");
        return 0;
    }

    private static string NameFault(string? error) => RdataFaults.Code(error ?? "", null);
}

/// <summary>TTL, class and type of an entry; the rdata begins at token <paramref name="Rdata"/>.</summary>
internal sealed record RecordHead(Token Place, RdataType Type, uint? Ttl, int Rdata);
