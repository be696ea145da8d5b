namespace Waypost.Mail.Queue;

/// <summary>A message as an SMTP session accepted it (RFC 5321).</summary>
/// <param name="ReversePath">Reverse-path without brackets; empty for the null reverse-path.</param>
/// <param name="Recipients">Final recipients after aliases, virtual users and forwards.</param>
/// <param name="Content">The message with its Received header, CRLF line ends, no dot-stuffing.</param>
public sealed record AcceptedMessage(string ReversePath, IReadOnlyList<QueueRecipient> Recipients, ReadOnlyMemory<byte> Content)
{
    /// <summary>The id in the Received field and in the 250 reply; null lets the queue make one.</summary>
    public string? TraceId { get; init; }

    /// <summary>ENVID of MAIL, xtext decoded (RFC 3461 section 4.4), or null.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>RET of MAIL (RFC 3461 section 4.3), or null when the client left it to us.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>BODY of MAIL (RFC 6152, RFC 3030).</summary>
    public BodyKind Body { get; init; }

    /// <summary>SMTPUTF8 was given (RFC 6531): it may only go to servers that have the extension.</summary>
    public bool IsUtf8 { get; init; }

    /// <summary>REQUIRETLS was given (RFC 8689).</summary>
    public bool RequireTls { get; init; }

    /// <summary>MT-PRIORITY (RFC 6710), -9 to 9.</summary>
    public int Priority { get; init; }

    /// <summary>FUTURERELEASE (RFC 4865): no attempt before this time.</summary>
    public DateTimeOffset? HoldUntil { get; init; }

    /// <summary>The reason of an access entry's QUARANTINE: the message is held until released; otherwise null.</summary>
    public string? Quarantine { get; init; }
}

/// <summary>How much of a message a failure report carries (RFC 3461 section 4.3).</summary>
public enum DsnReturn { Full, Headers }

/// <summary>What a message's octets are.</summary>
public enum BodyKind { SevenBit, EightBitMime, BinaryMime }
