using Waypost.Dns.Names;
using Waypost.Dns.Wire;

namespace Waypost.Dns.Resolving;

/// <summary>What a query asks, read in place.</summary>
internal struct Query
{
    private const ushort SigType = 24;
    private const ushort OptType = 41;
    private const ushort TkeyType = 249;
    private const ushort TsigType = 250;
    private const ushort IxfrType = 251;
    private const ushort AxfrType = 252;
    private const int NotifyOpcode = 4;
    private const int UpdateOpcode = 5;

    /// <summary>RFC 6891 section 6.2.3: values under 512 count as 512.</summary>
    public const int MinPayload = 512;

    public MessageHeader Header { get; private set; }

    /// <summary>Length of the name asked for; 0 when no question could be read.</summary>
    public int NameLength { get; private set; }

    public ushort Type { get; private set; }

    public ushort Class { get; private set; }

    /// <summary>Whether there was an OPT record: the response must have one too.</summary>
    public bool HasEdns { get; private set; }

    public byte EdnsVersion { get; private set; }

    public bool DnssecOk { get; private set; }

    /// <summary>The EDNS options.</summary>
    public EdnsOptions Options { get; private set; }

    /// <summary>Where in the message the OPT rdata is.</summary>
    public int OptionsOffset { get; private set; }

    /// <summary>Whether it takes more than to answer it from the zones: an update, a notification, a transfer, a signature.</summary>
    public bool IsDeferred { get; private set; }

    /// <summary>The longest response over UDP that the client takes.</summary>
    public int Payload { get; private set; }

    /// <summary>
    /// Reads a message. The name asked for, its case kept, goes into <paramref name="name"/> (255 bytes). The response code tells
    /// what is wrong; null means that nothing at all should be answered.
    /// </summary>
    public static ResponseCode? Read(ReadOnlySpan<byte> message, Span<byte> name, out Query query)
    {
        query = default;
        query.Payload = MinPayload;
        if (!MessageHeader.TryRead(message, out var header) || header.IsResponse)
        {
            return null;
        }
        query.Header = header;
        if (header.Opcode != 0)
        {
            query.IsDeferred = header.Opcode is NotifyOpcode or UpdateOpcode;
            if (!query.IsDeferred && header.QuestionCount <= 1)
            {
                query.ReadEdns(message);
            }
            return ResponseCode.NotImplemented;
        }
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        // RFC 9619: a query has exactly one question, or none when it is about a cookie alone (RFC 7873 section 5.4).
        if (header.QuestionCount != 1)
        {
            return header.QuestionCount == 0 && query.ReadRecords(ref reader) && query.Options.CookieLength > 0 ? ResponseCode.NoError : ResponseCode.FormatError;
        }
        if (!reader.TryReadName(name, out var length) || !reader.TryReadUInt16(out var type) || !reader.TryReadUInt16(out var @class))
        {
            return ResponseCode.FormatError;
        }
        (query.NameLength, query.Type, query.Class) = (length, type, @class);
        query.IsDeferred = type is TkeyType or IxfrType or AxfrType;
        return query.ReadRecords(ref reader) ? ResponseCode.NoError : ResponseCode.FormatError;
    }

    // RFC 6891 section 7: a response has OPT when the query has, if something can be read there.
    private void ReadEdns(ReadOnlySpan<byte> message)
    {
        Span<byte> name = stackalloc byte[WireName.MaxLength];
        var reader = new WireReader(message, compressed: true) { Position = MessageHeader.Length };
        if (Header.QuestionCount == 0 || (reader.TryReadName(name, out _) && reader.TryReadBytes(2 * sizeof(ushort), out _)))
        {
            HasEdns = ReadRecords(ref reader) && HasEdns;
        }
    }

    private bool ReadRecords(ref WireReader reader)
    {
        Span<byte> owner = stackalloc byte[WireName.MaxLength];
        var before = Header.AnswerCount + Header.AuthorityCount;
        for (var i = 0; i < before + Header.AdditionalCount; i++)
        {
            if (!reader.TryReadName(owner, out var length)
                || !reader.TryReadUInt16(out var type)
                || !reader.TryReadUInt16(out var @class)
                || !reader.TryReadUInt32(out var ttl)
                || !reader.TryReadUInt16(out var dataLength)
                || !reader.TryReadBytes(dataLength, out var data))
            {
                return false;
            }
            if (type != OptType)
            {
                // RFC 8945 section 5.1, RFC 2931 section 3: signatures end the additional section; who checks them says where else is wrong.
                IsDeferred |= i >= before && (type == TsigType || (type == SigType && data.StartsWith("\0\0"u8)));
                continue;
            }
            // RFC 6891 section 6.1.1: one OPT, in the additional section, owned by the root.
            if (HasEdns || i < before || length != 1)
            {
                return false;
            }
            HasEdns = true;
            EdnsVersion = (byte)(ttl >> 16);
            DnssecOk = (ttl & 0x8000) != 0;
            Payload = Math.Max(MinPayload, (int)@class);
            if (EdnsVersion == 0 && !data.IsEmpty)
            {
                OptionsOffset = reader.Position - data.Length;
                if (!EdnsOptions.TryRead(data, out var options))
                {
                    return false;
                }
                Options = options;
            }
        }
        return true;
    }
}
