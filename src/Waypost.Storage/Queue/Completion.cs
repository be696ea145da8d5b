using Waypost.Mail.Queue;
using Waypost.Storage.Database;

namespace Waypost.Storage.Queue;

/// <summary>The unit of work that ends leases of one message.</summary>
internal sealed class Completion(IReadOnlyList<CompletedRecipient> completed, IReadOnlyList<Acceptance> notices)
{
    private const int MaxReasonLength = 1000;

    // A recipient that was held while its attempt ran stays held. An operator's verdict that came meanwhile stays too, and makes it due.
    private const string Reschedule = """
        UPDATE queue_recipients SET attempts = attempts + @counted, reason = @reason, next_attempt_at = CASE WHEN fate <> @fate THEN @now ELSE @nextAttempt END,
            fate = CASE WHEN fate = 3 AND @fate = 3 THEN 0 ELSE fate END, lease_until = NULL, delay_warned = CASE WHEN @warned = 1 THEN 1 ELSE delay_warned END
        WHERE id = @recipientId
        """;

    private const string HoldRecipient = """
        UPDATE queue_recipients SET attempts = attempts + 1, reason = @reason, lease_until = NULL, recipient_state = 1 WHERE id = @recipientId
        """;

    public long Octets => notices.Sum(notice => notice.Octets);

    public async Task<bool> RunAsync(DatabaseSession session)
    {
        var events = new List<NewEvent>(completed.Count);
        foreach (var (leased, outcome) in completed)
        {
            if (!await EndAsync(session, leased, outcome))
            {
                continue; // Deleted while the attempt ran.
            }

            if (!outcome.IsPostponed)
            {
                events.Add(new(leased.MessageId, leased.Recipient.Address, outcome.Event, outcome.Host, outcome.Reply ?? outcome.Reason));
            }

            if (outcome.IsDelayWarned)
            {
                events.Add(new(leased.MessageId, leased.Recipient.Address, MessageEventKind.DelayWarned));
            }
        }

        var told = events.Count > 0;
        if (told)
        {
            foreach (var notice in notices)
            {
                await notice.RunAsync(session);
            }
        }

        await EventRows.InsertAsync(session, events);
        return told && notices.Count > 0;
    }

    private static async Task<bool> EndAsync(DatabaseSession session, LeasedRecipient leased, DeliveryOutcome outcome)
    {
        var recipientId = leased.RecipientId;
        var reason = EventRows.Cut(outcome.Reason, MaxReasonLength);
        return outcome.State switch
        {
            QueueState.Queued => await session.ExecuteAsync(Reschedule, new
            {
                recipientId,
                reason,
                nextAttempt = outcome.NextAttempt ?? session.Now,
                counted = outcome.IsPostponed ? 0 : 1,
                warned = outcome.IsDelayWarned ? 1 : 0,
                fate = (int)leased.Fate,
                now = session.Now,
            }) > 0,
            QueueState.Held => await session.ExecuteAsync(HoldRecipient, new { recipientId, reason }) > 0,
            _ => await QueueRows.RemoveRecipientAsync(session, recipientId, leased.MessageId),
        };
    }
}
