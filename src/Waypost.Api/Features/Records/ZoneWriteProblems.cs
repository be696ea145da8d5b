using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>The problem documents of a zone write that did not happen.</summary>
public static class ZoneWriteProblems
{
    /// <param name="pathOf">The JSON path of the write with this index, or of the whole when it is null.</param>
    public static IResult Of(ZoneWriteResult result, ZoneRoute zone, Func<int?, string> pathOf) => result.Status switch
    {
        WriteStatus.PreconditionFailed => Problems.PreconditionFailed(),
        WriteStatus.NotFound when result.FailedIndex is not null =>
            Problems.Invalid([new(pathOf(result.FailedIndex), "there is no such RRset to delete")]),
        WriteStatus.ReadOnly => zone.ReadOnly(),
        WriteStatus.NotFound => zone.NotFound(),
        // The zone would not load with it, for example a CNAME beside other data (RFC 1034 section 3.6.2).
        WriteStatus.Conflict when result.Problems.Count > 0 =>
            Problems.Invalid(result.Problems.Select(p => new FieldError(pathOf(result.FailedIndex), $"{p.Owner} {p.Type}: {p.Message}"))),
        WriteStatus.Conflict => Problems.Conflict($"The zone \"{zone.Name}\" has changed meanwhile; try again."),
        _ => Problems.OfStatus(500),
    };
}
