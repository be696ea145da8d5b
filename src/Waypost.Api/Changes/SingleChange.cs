using Waypost.Api.Http;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>A write of one resource as a unit of work of one operation.</summary>
public static class SingleChange
{
    public static ChangeOptions Options(this WriteConditions conditions, HttpContext context) => new(context.Actor()) { IsStrict = conditions.IsStrict };

    /// <summary>The problem of a write that did not happen.</summary>
    public static IResult ToProblem(StepOutcome outcome, ChangeResult result, string noun, string key) =>
        outcome.Errors.Count > 0 ? Problems.Invalid(outcome.Errors)
        : result.IsRefusedByWarnings ? Problems.Invalid(result.Warnings.Select(warning => new FieldError("$", warning.Message)))
        : outcome is { Status: WriteStatus.Conflict, Reason: { } reason } ? Problems.Conflict($"The {noun} \"{key}\" is in use. {reason}")
        : outcome.Status.ToProblem(noun, key);
}
