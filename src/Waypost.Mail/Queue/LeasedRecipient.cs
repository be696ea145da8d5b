namespace Waypost.Mail.Queue;

/// <summary>A recipient that the caller has leased; until the lease ends no other node touches it.</summary>
/// <param name="RecipientId">The recipient's id.</param>
/// <param name="Message">The message that it is a recipient of; recipients that are leased together share one object.</param>
/// <param name="Recipient">The recipient.</param>
/// <param name="Attempts">Attempts so far.</param>
public sealed record LeasedRecipient(long RecipientId, LeasedMessage Message, QueueRecipient Recipient, int Attempts)
{
    /// <summary>The message's id.</summary>
    public long MessageId => Message.Id;

    /// <summary>The reverse-path that this recipient's mail is sent with, and that is told of it.</summary>
    public string ReversePath => Recipient.ReversePath ?? Message.ReversePath;

    /// <summary>What an operator has decided.</summary>
    public QueueFate Fate { get; init; }

    /// <summary>Its sender has been told of the delay.</summary>
    public bool IsDelayWarned { get; init; }

    /// <summary>No attempt was to be made before this time (RFC 4865); the lifetime begins with it.</summary>
    public DateTimeOffset? HoldUntil { get; init; }
}

/// <summary>The envelope of a leased recipient's message.</summary>
public sealed record LeasedMessage(long Id, string ReversePath, long Size, DateTimeOffset AcceptedAt)
{
    /// <summary>The id of the Received field.</summary>
    public string? TraceId { get; init; }

    /// <summary>ENVID (RFC 3461 section 4.4), or null.</summary>
    public string? EnvelopeId { get; init; }

    /// <summary>RET (RFC 3461 section 4.3), or null.</summary>
    public DsnReturn? Return { get; init; }

    /// <summary>BODY (RFC 6152, RFC 3030).</summary>
    public BodyKind Body { get; init; }

    /// <summary>SMTPUTF8 (RFC 6531).</summary>
    public bool IsUtf8 { get; init; }

    /// <summary>REQUIRETLS (RFC 8689).</summary>
    public bool RequireTls { get; init; }

    /// <summary>MT-PRIORITY (RFC 6710).</summary>
    public int Priority { get; init; }
}
