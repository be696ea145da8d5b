using System.Text.Encodings.Web;
using System.Text.Json;
using Waypost.Client;
using Waypost.Mail.Tables;
using Waypost.Storage.Changesets;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>How a unit of work is applied, and by whom.</summary>
public sealed record ChangeOptions(string Actor)
{
    public string? Note { get; init; }

    public bool IsDryRun { get; init; }

    /// <summary>A warning refuses the whole.</summary>
    public bool IsStrict { get; init; }

    public long? RevertsId { get; init; }
}

/// <summary>What a unit of work came to; there is an outcome of each operation up to the one that failed.</summary>
/// <param name="Id">The number of the changeset, or null when nothing was kept.</param>
public sealed record ChangeResult(long? Id, DateTimeOffset At, IReadOnlyList<StepOutcome?> Outcomes, int? FailedIndex, IReadOnlyList<ChangeWarning> Warnings, IReadOnlyList<ZoneVersionChange> Zones)
{
    /// <summary>True when warnings alone refused it.</summary>
    public bool IsRefusedByWarnings { get; init; }
}

/// <summary>Applies operations in one transaction: every write of the API goes through here, so that each is recorded and can be taken back.</summary>
public sealed class ChangeRunner(WaypostDatabase database, MailTablesHolder tables, ChangeSignal signal)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<ChangeResult> RunAsync(IReadOnlyList<IChangeStep> steps, ChangeOptions options, CancellationToken cancellationToken)
    {
        var result = await database.WriteTogetherAsync(session => RunAsync(session, steps, options, cancellationToken), tables.UpdateTogether, cancellationToken);
        if (result.Id is not null)
        {
            signal.Signal();
        }

        return result;
    }

    /// <summary>Applies one operation; its outcome says whether it was.</summary>
    public async Task<(StepOutcome Outcome, ChangeResult Result)> RunAsync(IChangeStep step, ChangeOptions options, CancellationToken cancellationToken)
    {
        var result = await RunAsync([step], options, cancellationToken);
        return (result.Outcomes[0] ?? throw new InvalidOperationException("The operation has no outcome."), result);
    }

    private async Task<ChangeResult> RunAsync(DatabaseSession session, IReadOnlyList<IChangeStep> steps, ChangeOptions options, CancellationToken cancellationToken)
    {
        tables.Stage();
        var outcomes = new StepOutcome?[steps.Count];
        var context = new ChangeContext(session, options.Actor, outcomes, steps);
        for (var index = 0; index < steps.Count && context.FailedIndex is null; index++)
        {
            if (await steps[index].RunAsync(context, index, cancellationToken) is { } outcome)
            {
                context.Complete(index, outcome);
                if (outcome.IsChange)
                {
                    context.Record(index, outcome);
                }
            }
        }

        if (context.FailedIndex is null)
        {
            await context.FlushAllAsync(cancellationToken);
        }

        var result = new ChangeResult(null, session.Now, outcomes, context.FailedIndex, context.Warnings, context.Zones)
        {
            IsRefusedByWarnings = options.IsStrict && context.FailedIndex is null && context.Warnings.Count > 0,
        };
        if (context.FailedIndex is not null || options.IsDryRun || result.IsRefusedByWarnings)
        {
            session.Abandon();
            return result;
        }

        var records = context.TakeRecords();
        return records.Count == 0
            ? result
            : result with { Id = await ChangesetRepository.AppendAsync(session, new(options.Actor, options.Note, options.RevertsId, steps.Count, records.ToJsonString(Plain))) };
    }
}
