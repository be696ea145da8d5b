using System.Diagnostics.CodeAnalysis;

namespace Waypost.Dns.Tsig;

/// <summary>The error of a TSIG record (RFC 8945 section 3).</summary>
[SuppressMessage("Design", "CA1027:Mark enums with FlagsAttribute", Justification = "The values are codes, not bits.")]
public enum TsigError
{
    /// <summary>No error.</summary>
    None = 0,

    /// <summary>BADSIG: the MAC is not the message's.</summary>
    BadSignature = 16,

    /// <summary>BADKEY: the key or its algorithm is not known.</summary>
    BadKey = 17,

    /// <summary>BADTIME: signed at another time than within the fudge of now.</summary>
    BadTime = 18,

    /// <summary>BADTRUNC: the MAC is shorter than the key wants.</summary>
    BadTruncation = 22,
}

/// <summary>What looking at a message's TSIG came to.</summary>
public enum TsigStatus
{
    /// <summary>There is no TSIG record.</summary>
    Unsigned,

    /// <summary>The MAC is right, the time too.</summary>
    Verified,

    /// <summary>A <see cref="TsigError"/>: the answer is NOTAUTH (RFC 8945 section 5.2).</summary>
    Refused,

    /// <summary>The record or its place is malformed: the answer is FORMERR.</summary>
    Malformed,
}
