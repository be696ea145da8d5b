using Waypost.Mail.Queue;
using Waypost.Mail.Store;
using Waypost.Mail.Summaries;
using Waypost.Storage.Database;
using Waypost.Storage.Mailboxes;

namespace Waypost.Storage.Queue;

/// <summary>
/// The unit of work that stores an accepted message. A recipient that needs nothing but an INBOX gets the message in
/// this same transaction, and never sees the queue: what the client has its 250 for is delivered.
/// </summary>
internal sealed class Acceptance
{
    private const string FindTrace = """SELECT MAX(id) FROM message_traces WHERE trace_id = @traceId""";

    private readonly AcceptedMessage _message;
    private readonly string _key = Guid.NewGuid().ToString("N");
    private readonly string _traceId;
    private readonly MessageSummary? _summary;

    /// <summary>Prepares the unit: what does not need the database is computed before its turn comes.</summary>
    public Acceptance(AcceptedMessage message)
    {
        _message = message;
        _traceId = message.TraceId ?? _key[..16];
        _summary = message.Recipients.Any(IsDirect) ? MessageSummarizer.Summarize(message.Content) : null;
    }

    public long Octets => _message.Content.Length;

    /// <summary>Stores the message and returns its id, and whether something is left for the queue.</summary>
    public async Task<(long MessageId, bool IsQueued)> RunAsync(DatabaseSession session)
    {
        // On a database over the network a commit may have succeeded although its caller saw it fail.
        if (!session.Dialect.SingleWriter && await session.FindAsync<long?>(FindTrace, new { traceId = _traceId }) is { } known)
        {
            return (known, true);
        }

        var contentId = await ContentRows.InsertAsync(session, _message.Content);
        var messageId = await QueueRows.InsertMessageAsync(session, _message, _key, _traceId, contentId);
        await EventRows.InsertTraceAsync(session, messageId, _traceId, _message);
        var events = new List<NewEvent>(2 * _message.Recipients.Count);
        var queued = false;
        var summarized = false;
        foreach (var recipient in _message.Recipients)
        {
            events.Add(new(messageId, recipient.Address, MessageEventKind.Accepted));
            if (Target(recipient) is { } target)
            {
                events.Add(new(messageId, recipient.Address, MessageEventKind.Resolved, null, target));
            }

            if (IsDirect(recipient) && await DeliverAsync(session, recipient, contentId, summarized) == LocalDeliveryResult.Delivered)
            {
                summarized = true;
                events.Add(new(messageId, recipient.Address, MessageEventKind.Delivered, null, "mailbox of " + recipient.Account));
                continue;
            }

            queued = true;
            await QueueRows.InsertRecipientAsync(session, messageId, _message, recipient);
            if (_message.Quarantine is not null)
            {
                events.Add(new(messageId, recipient.Address, MessageEventKind.Held, null, _message.Quarantine));
            }
        }

        if (!queued)
        {
            await QueueRows.ForgetAsync(session, messageId);
        }

        await EventRows.InsertAsync(session, events);
        return (messageId, queued);
    }

    private bool IsDirect(QueueRecipient recipient) =>
        recipient.Account is not null
        && _message is { Quarantine: null, HoldUntil: null }
        && recipient.Notify?.HasFlag(DsnNotify.Success) != true;

    private Task<LocalDeliveryResult> DeliverAsync(DatabaseSession session, QueueRecipient recipient, long contentId, bool isSummarized)
    {
        var prefix = FinalDelivery.HeaderPrefix(recipient.ReversePath ?? _message.ReversePath, recipient.Address);
        var stored = new NewMessage([], session.Now, prefix.Length + _message.Content.Length, _summary!, prefix, contentId);
        return InboxDelivery.AddAsync(session, recipient.Account!, stored, isSummarized);
    }

    private static string? Target(QueueRecipient recipient) =>
        recipient.File is not null ? "file " + recipient.File
        : recipient.Command is not null ? "command"
        : recipient.RemoteAddress is not null && !string.Equals(recipient.RemoteAddress, recipient.Address, StringComparison.Ordinal) ? recipient.RemoteAddress
        : null;
}
