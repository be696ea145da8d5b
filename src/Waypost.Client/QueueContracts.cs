namespace Waypost.Client;

/// <summary>A message in the queue; <c>traceId</c> is the id in its Received field, <c>quarantine</c> why an access entry holds it.</summary>
public sealed record QueueMessage(string Id, string ReversePath, long Size, DateTimeOffset AcceptedAt, IReadOnlyList<QueueMessageRecipient> Recipients, string? TraceId = null, int Priority = 0, string? Quarantine = null);

/// <summary>A recipient in the queue; <c>state</c> is queued or held, <c>forwardPath</c> what the sender gave where the tables led elsewhere.</summary>
public sealed record QueueMessageRecipient(string Address, string State, int Attempts, string? Reason = null, DateTimeOffset? NextAttempt = null, string? ForwardPath = null);

/// <summary>Which recipients an action of <c>POST /v1/queue:ACTION</c> means: those for which every member that is given is true.</summary>
/// <param name="Sender">The reverse-path; empty for the null reverse-path, <c>@domain</c> for all of a domain.</param>
/// <param name="Recipient">The forward-path, or the address that it leads to.</param>
/// <param name="Domain">The domain of the forward-path, or of the address that it leads to.</param>
/// <param name="State"><c>queued</c>, <c>deferred</c> (queued, with an attempt behind it) or <c>held</c>.</param>
/// <param name="OlderThan">Accepted at least so long ago: <c>90s</c>, <c>30m</c>, <c>2h</c>, <c>5d</c>.</param>
/// <param name="All">True to mean everything where nothing else is given.</param>
public sealed record QueueActionRequest(string? Sender = null, string? Recipient = null, string? Domain = null, string? State = null, string? OlderThan = null, bool? All = null);

/// <summary>How much an action on the queue changed.</summary>
public sealed record QueueActionSummary(int Messages, int Recipients);

/// <summary>How many recipients a flush made due.</summary>
public sealed record QueueFlushResult(int Recipients);

/// <summary>PATCH /v1/queue/{id}.</summary>
/// <param name="Priority">The priority (RFC 6710), -9 to 9; higher ones are delivered first.</param>
public sealed record QueueMessagePatch(int Priority);

/// <summary>A message that was accepted, in the queue or not.</summary>
/// <param name="Id">The id, in the queue too.</param>
/// <param name="TraceId">The id in the Received field and in the reply to DATA.</param>
/// <param name="ReversePath">The reverse-path; empty for the null reverse-path.</param>
/// <param name="Size">Octets.</param>
/// <param name="AcceptedAt">When the client had its 250.</param>
/// <param name="Recipients">The forward-paths, in lower case.</param>
public sealed record Message(string Id, string TraceId, string ReversePath, long Size, DateTimeOffset AcceptedAt, IReadOnlyList<string> Recipients);

/// <summary>A step of one recipient of a message.</summary>
/// <param name="Event">accepted, resolved, deferred, delivered, relayed, bounced, expired, held, released, deleted, requeued, flushed, condemned or delay-warned.</param>
/// <param name="Recipient">The forward-path.</param>
/// <param name="At">When.</param>
/// <param name="Host">The server that was spoken to.</param>
/// <param name="Detail">Its reply, the reason, or where the message went.</param>
public sealed record MessageStep(string Event, string Recipient, DateTimeOffset At, string? Host = null, string? Detail = null);
