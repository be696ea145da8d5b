using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waypost.Mail.Queue;
using Waypost.Mail.Routing;
using Waypost.Server.Connections;
using Waypost.Server.Delivery.Agents;
using Waypost.Server.Delivery.Notices;
using Waypost.Server.Delivery.Remote;

namespace Waypost.Server.Delivery;

/// <summary>
/// One attempt at all recipients of a message that are due. What was delivered is put down at once; failures and delays
/// are put down together at the end, so that a sender hears of them in one DSN.
/// </summary>
public sealed partial class MessageRound(
    IMessageQueue queue,
    LocalDelivery local,
    RemoteDelivery remote,
    FileAgent files,
    CommandAgent commands,
    NoticeWriter notices,
    MailMetrics metrics,
    IOptions<DeliveryOptions> options,
    TimeProvider time,
    ILogger<MessageRound> logger)
{
    internal async Task RunAsync(IReadOnlyList<LeasedRecipient> leased, CancellationToken cancellationToken)
    {
        var round = new Round(leased[0].Message, () => queue.ReadContentAsync(leased[0].MessageId, cancellationToken));
        List<Task> work = [];
        List<LeasedRecipient> relayed = [];
        foreach (LeasedRecipient one in leased)
        {
            if (one.Fate == QueueFate.Bounce)
            {
                round.Add(one, DeliveryResult.Permanent("5.0.0", "returned by the postmaster"));
            }
            else if (one.Recipient.RemoteAddress is not null && !local.IsAtLocalDomain(one))
            {
                relayed.Add(one);
            }
            else
            {
                work.Add(DeliverHereAsync(round, one, cancellationToken));
            }
        }

        if (relayed.Count > 0)
        {
            work.Add(RelayAsync(round, relayed, cancellationToken));
        }

        await Task.WhenAll(work);
        await EndAsync(round);
    }

    private async Task DeliverHereAsync(Round round, LeasedRecipient one, CancellationToken cancellationToken)
    {
        DeliveryResult result;
        long start = time.GetTimestamp();
        try
        {
            QueueRecipient recipient = one.Recipient;
            if (recipient.Account is not null)
            {
                IReadOnlyList<AcceptedMessage> told = await SuccessAsync(round, one, DeliveryResult.Delivered);
                result = await local.DeliverAsync(one, told, cancellationToken);
                if (result.Kind == DeliveryKind.Delivered)
                {
                    Note(one, result, start);
                    return; // Its own transaction has ended the recipient.
                }
            }
            else
            {
                ReadOnlyMemory<byte> content = await round.ContentAsync();
                result = recipient.File is not null ? await files.DeliverAsync(one, content, cancellationToken)
                    : recipient.Command is not null ? await commands.DeliverAsync(one, content, cancellationToken)
                    : await local.ResolveAgainAsync(one, content, cancellationToken);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(logger, e, one.MessageId, one.Recipient.Address);
            result = DeliveryResult.Transient("4.3.0", "local error, see the log");
        }

        Note(one, result, start);
        await KeepAsync(round, one, result);
    }

    private async Task RelayAsync(Round round, List<LeasedRecipient> relayed, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        var reported = new HashSet<long>();
        try
        {
            await remote.DeliverAsync(relayed, await round.ContentAsync(), async (one, result) =>
            {
                lock (reported)
                {
                    reported.Add(one.RecipientId);
                }

                Note(one, result, start);
                await KeepAsync(round, one, result);
            }, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            bool late = e is OperationCanceledException;
            var result = late
                ? DeliveryResult.Transient("4.4.2", $"the attempt took longer than {options.Value.DeliveryTimeout}")
                : DeliveryResult.Transient("4.3.0", "local error, see the log");
            foreach (LeasedRecipient one in relayed.Where(one => !reported.Contains(one.RecipientId)))
            {
                if (!late)
                {
                    LogFailed(logger, e, one.MessageId, one.Recipient.Address);
                }

                Note(one, result, start);
                round.Add(one, result);
            }
        }
    }

    // A delivery that has happened is put down whatever else happens; not even a shutdown comes between.
    private async Task KeepAsync(Round round, LeasedRecipient one, DeliveryResult result)
    {
        if (result.Kind != DeliveryKind.Delivered)
        {
            round.Add(one, result);
            return;
        }

        var outcome = new DeliveryOutcome(QueueState.Delivered, null, null)
        {
            Event = one.Recipient.RemoteAddress is not null && !result.IsExpanded ? MessageEventKind.Relayed : result.IsExpanded ? MessageEventKind.Resolved : MessageEventKind.Delivered,
            Host = result.RemoteHost,
            Reply = result.Reason.Length > 0 ? result.Reason : null,
        };
        await queue.CompleteAsync([new CompletedRecipient(one, outcome)], await SuccessAsync(round, one, result), CancellationToken.None);
    }

    private async Task<IReadOnlyList<AcceptedMessage>> SuccessAsync(Round round, LeasedRecipient one, DeliveryResult result) =>
        NoticeRules.OfSuccess(one, result) is { } action
            ? notices.Write(round.Message, [new ReportedRecipient(one, result, action)], await round.ContentAsync())
            : [];

    private async Task EndAsync(Round round)
    {
        if (round.Rest.Count == 0)
        {
            return;
        }

        DateTimeOffset now = time.GetUtcNow();
        List<CompletedRecipient> completed = [];
        List<ReportedRecipient> told = [];
        foreach ((LeasedRecipient one, DeliveryResult result) in round.Rest)
        {
            (DeliveryOutcome outcome, ReportedRecipient? report) = Judge(one, result, now);
            completed.Add(new CompletedRecipient(one, outcome));
            if (report is not null)
            {
                told.Add(report);
            }
        }

        IReadOnlyList<AcceptedMessage> messages = told.Count == 0 ? [] : notices.Write(round.Message, told, await round.ContentAsync());
        await queue.CompleteAsync(completed, messages, CancellationToken.None);
    }

    private (DeliveryOutcome Outcome, ReportedRecipient? Report) Judge(LeasedRecipient one, DeliveryResult result, DateTimeOffset now)
    {
        DateTimeOffset since = one.HoldUntil is { } held && held > one.Message.AcceptedAt ? held : one.Message.AcceptedAt;
        TimeSpan lifetime = one.ReversePath.Length == 0 ? options.Value.NoticeLifetime : options.Value.Lifetime;
        if (result.Kind == DeliveryKind.Transient)
        {
            var schedule = new RetrySchedule(options.Value.EffectiveRetryDelays, lifetime);
            DateTimeOffset? next = one.Fate == QueueFate.Expire ? null : schedule.Next(one.Attempts, since, now);
            if (next is not null)
            {
                bool warn = !one.IsDelayWarned && now - since >= options.Value.DelayWarning && one.ReversePath.Length > 0 && NoticeRules.WantsDelay(one.Recipient);
                var later = new DeliveryOutcome(QueueState.Queued, result.Reason, result.PostponedUntil is { } until && until < next ? until : next)
                {
                    Host = result.RemoteHost,
                    IsDelayWarned = warn,
                    IsPostponed = result.PostponedUntil is not null,
                };
                return (later, warn ? new ReportedRecipient(one, result, DsnAction.Delayed, since + lifetime) : null);
            }

            result = result with { Kind = DeliveryKind.Permanent, Status = "5.4.7", Reason = "delivery time expired; last: " + result.Reason, IsReply = false, IsExpired = true };
        }

        var failed = new DeliveryOutcome(QueueState.Failed, result.Reason, null)
        {
            Event = result.IsExpired ? MessageEventKind.Expired : MessageEventKind.Bounced,
            Host = result.RemoteHost,
        };
        return (failed, NoticeRules.WantsFailure(one.Recipient) ? new ReportedRecipient(one, result, DsnAction.Failed) : null);
    }

    private void Note(LeasedRecipient one, DeliveryResult result, long start)
    {
        string kind = result.Kind switch { DeliveryKind.Delivered => "delivered", DeliveryKind.Transient => "deferred", _ => "failed" };
        metrics.Delivery(one.Recipient.RemoteAddress is null, kind, time.GetElapsedTime(start));
        LogAttempt(logger, one.MessageId, one.Message.TraceId, one.Recipient.Address, result.Kind, result.RemoteHost, result.Reason);
    }

    [LoggerMessage(2101, LogLevel.Information, "Message {MessageId} ({TraceId}) to <{Recipient}>: {Result} {Host} {Detail}")]
    private static partial void LogAttempt(ILogger logger, long messageId, string? traceId, string recipient, DeliveryKind result, string? host, string detail);

    [LoggerMessage(2102, LogLevel.Error, "Message {MessageId} to <{Recipient}>: the attempt failed")]
    private static partial void LogFailed(ILogger logger, Exception exception, long messageId, string recipient);

    private sealed class Round(LeasedMessage message, Func<Task<ReadOnlyMemory<byte>>> read)
    {
        private readonly Lazy<Task<ReadOnlyMemory<byte>>> _content = new(read);

        public LeasedMessage Message => message;

        public List<(LeasedRecipient Leased, DeliveryResult Result)> Rest { get; } = [];

        public Task<ReadOnlyMemory<byte>> ContentAsync() => _content.Value;

        public void Add(LeasedRecipient leased, DeliveryResult result)
        {
            lock (Rest)
            {
                Rest.Add((leased, result));
            }
        }
    }
}
