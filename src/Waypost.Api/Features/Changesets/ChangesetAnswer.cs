using System.Globalization;
using System.Text.Json;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Database;

namespace Waypost.Api.Features.Changesets;

/// <summary>What is answered to a changeset.</summary>
public static class ChangesetAnswer
{
    public static IResult Of(ChangeResult result, IReadOnlyList<IChangeStep> steps, ChangeOptions options)
    {
        if (result.FailedIndex is not null)
        {
            return Refuse(result, steps);
        }

        if (result.IsRefusedByWarnings)
        {
            return Problems.Invalid(result.Warnings.Take(OperationError.MaxErrors).Select(warning => new FieldError(warning.Operation is { } index ? OperationError.Of(index) : "$", warning.Message)));
        }

        var id = result.Id?.ToString(CultureInfo.InvariantCulture);
        var changeset = new Changeset(
            id, options.Actor, result.At, steps.Count, options.Note, options.RevertsId?.ToString(CultureInfo.InvariantCulture), null, options.IsDryRun ? true : null,
            [.. result.Outcomes.Select((outcome, index) => ToChange(outcome!, steps[index].Path, index))],
            result.Zones.Count == 0 ? null : result.Zones,
            result.Warnings.Count == 0 ? null : result.Warnings);
        return id is null ? Results.Ok(changeset) : Results.Created("/v1/changesets/" + id, changeset);
    }

    public static JsonElement? ToElement(object? resource) =>
        resource is null ? null : StepOutcome.ToElement(resource);

    private static ResourceChange ToChange(StepOutcome outcome, string path, int index) =>
        new(outcome.StatusText, path, ToElement(outcome.Before), ToElement(outcome.Shown ?? outcome.After), index, outcome.ETag);

    private static IResult Refuse(ChangeResult result, IReadOnlyList<IChangeStep> steps)
    {
        var errors = new List<FieldError>();
        for (var index = 0; index < steps.Count; index++)
        {
            if (result.Outcomes[index] is { IsApplied: false } outcome)
            {
                errors.AddRange(outcome.Errors.Count > 0
                    ? outcome.Errors.Select(error => OperationError.At(index, error))
                    : [new(OperationError.Of(index), Say(outcome, steps[index].Path))]);
            }
        }

        var failed = result.Outcomes[result.FailedIndex!.Value]!;
        return Problems.Refused(failed.Errors.Count > 0 ? 422 : StatusOf(failed.Status), errors);
    }

    private static int StatusOf(WriteStatus status) => status switch
    {
        WriteStatus.NotFound => 404,
        WriteStatus.PreconditionFailed => 412,
        WriteStatus.Conflict or WriteStatus.ReadOnly => 409,
        _ => 500,
    };

    private static string Say(StepOutcome outcome, string path) => outcome.Status switch
    {
        WriteStatus.NotFound => $"{path} is not there, or what it is in",
        WriteStatus.PreconditionFailed => $"{path} is not in the state that ifMatch, ifNoneMatch or exists asks for",
        WriteStatus.ReadOnly => $"{path}: the zone is a secondary, whose records are for its primaries to change",
        _ => outcome.Reason ?? $"{path} conflicts with what is there",
    };
}
