using System.Text.Json;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Storage.Database;

namespace Waypost.Api.Changes;

/// <summary>What one operation came to: the resource before and after it, as the API shows it.</summary>
/// <param name="Errors">What is wrong, at the paths that the resource's own endpoint uses: <c>key</c>, <c>$.member</c>.</param>
public sealed record StepOutcome(WriteStatus Status, object? Before, object? After, string? ETag, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The resource as it is shown to the writer, when that is more than what is recorded.</summary>
    public object? Shown { get; init; }

    /// <summary>Why a conflict is one, or null when there is nothing to say.</summary>
    public string? Reason { get; init; }

    /// <summary>False when something is wrong: nothing of the whole is kept then.</summary>
    public bool IsApplied => Errors.Count == 0 && Status is WriteStatus.Created or WriteStatus.Updated or WriteStatus.Unchanged or WriteStatus.Deleted;

    public bool IsChange => IsApplied && Status != WriteStatus.Unchanged && (Before ?? After) is not null;

    public static StepOutcome Invalid(IReadOnlyList<FieldError> errors) => new(WriteStatus.Conflict, null, null, null, errors);

    /// <summary>Of an operation whose changes are recorded elsewhere, such as in the journal of a zone.</summary>
    public static StepOutcome Of(WriteStatus status) => new(status, null, null, null, []);

    public static StepOutcome Failed(WriteStatus status, string? reason = null) => new(status, null, null, null, []) { Reason = reason };

    /// <summary>A resource as JSON.</summary>
    public static JsonElement ToElement(object resource) => JsonSerializer.SerializeToElement(resource, resource.GetType(), WaypostJsonContext.Default);

    /// <summary>The word that contracts use.</summary>
    public string StatusText => Status switch
    {
        WriteStatus.Created => "created",
        WriteStatus.Updated => "updated",
        WriteStatus.Deleted => "deleted",
        _ => "unchanged",
    };
}
