using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.Wire;

/// <summary>Values of the RCODE field (RFC 1035 section 4.1.1; above 15 with EDNS, RFC 6891 section 6.1.3).</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "The values are codes, not bits.")]
public enum ResponseCode
{
    /// <summary>No error.</summary>
    NoError = 0,

    /// <summary>The query could not be read.</summary>
    FormatError = 1,

    /// <summary>The server failed.</summary>
    ServerFailure = 2,

    /// <summary>The name does not exist.</summary>
    NameError = 3,

    /// <summary>The kind of query is not implemented.</summary>
    NotImplemented = 4,

    /// <summary>The server does not answer this, mostly because the name is in none of its zones.</summary>
    Refused = 5,

    /// <summary>A name that must not exist does: here, one made by a DNAME that is too long (RFC 6672 section 2.2).</summary>
    NameExists = 6,

    /// <summary>An RRset that must not exist does (RFC 2136 section 2.2).</summary>
    RrsetExists = 7,

    /// <summary>An RRset that must exist does not (RFC 2136 section 2.2).</summary>
    RrsetMissing = 8,

    /// <summary>The server is not authoritative for the zone, or the TSIG is refused (RFC 2136 section 2.2, RFC 8945 section 5.2).</summary>
    NotAuthoritative = 9,

    /// <summary>A name is not in the zone (RFC 2136 section 2.2).</summary>
    NotInZone = 10,

    /// <summary>The EDNS version is not known.</summary>
    BadVersion = 16,

    /// <summary>The client's server cookie is missing or not valid (RFC 7873 section 8).</summary>
    BadCookie = 23,
}

/// <summary>The twelve bytes at the start of a message (RFC 1035 section 4.1.1).</summary>
public readonly struct MessageHeader
{
    /// <summary>Length in bytes.</summary>
    public const int Length = 12;

    private const int QrFlag = 0x8000;

    private MessageHeader(ReadOnlySpan<byte> bytes)
    {
        Id = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        Flags = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        QuestionCount = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        AnswerCount = BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]);
        AuthorityCount = BinaryPrimitives.ReadUInt16BigEndian(bytes[8..]);
        AdditionalCount = BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]);
    }

    /// <summary>ID.</summary>
    public ushort Id { get; }

    /// <summary>The second 16 bits: QR, OPCODE, AA, TC, RD, RA, Z, AD, CD, RCODE.</summary>
    public ushort Flags { get; }

    /// <summary>RD: whether the client asks for recursion (RFC 1035 section 4.1.1).</summary>
    public bool RecursionDesired => (Flags & 0x0100) != 0;

    /// <summary>QDCOUNT.</summary>
    public ushort QuestionCount { get; }

    /// <summary>ANCOUNT.</summary>
    public ushort AnswerCount { get; }

    /// <summary>NSCOUNT.</summary>
    public ushort AuthorityCount { get; }

    /// <summary>ARCOUNT.</summary>
    public ushort AdditionalCount { get; }

    /// <summary>Whether this is a response.</summary>
    public bool IsResponse => (Flags & QrFlag) != 0;

    /// <summary>OPCODE: 0 is a query.</summary>
    public int Opcode => (Flags >> 11) & 15;

    /// <summary>Reads the header; false when the message is shorter.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out MessageHeader header)
    {
        header = message.Length < Length ? default : new MessageHeader(message);
        return message.Length >= Length;
    }
}
