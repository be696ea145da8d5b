using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Dns.Zones;
using Waypost.Storage.Database;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Records;

/// <summary>The problem documents of a zone write that did not happen.</summary>
public static class ZoneWriteProblems
{
    /// <param name="pathOf">The JSON path of the write with this index, or of the whole when it is null.</param>
    /// <param name="indexOf">The index of the write that a problem of the zone is about; null where there is one write alone.</param>
    public static IResult Of(ZoneWriteResult result, ZoneRoute zone, Func<int?, string> pathOf, Func<ZoneProblem, int?>? indexOf = null) => result.Status switch
    {
        WriteStatus.PreconditionFailed when indexOf is not null && result.FailedIndex is not null =>
            Problems.Refused(412, [new(pathOf(result.FailedIndex), "the RRset is not in the state that the change asks for")]),
        WriteStatus.PreconditionFailed => Problems.PreconditionFailed(),
        WriteStatus.NotFound when result.FailedIndex is not null =>
            Problems.Invalid([new(pathOf(result.FailedIndex), "there is no such RRset to delete")]),
        WriteStatus.ReadOnly => zone.ReadOnly(),
        WriteStatus.NotFound => zone.NotFound(),
        // The zone would not load with it, for example a CNAME beside other data (RFC 1034 section 3.6.2).
        WriteStatus.Conflict when result.Problems.Count > 0 =>
            Problems.Invalid(result.Problems.Select(p => new FieldError(pathOf(indexOf?.Invoke(p) ?? result.FailedIndex), $"{p.Owner} {p.Type}: {p.Message}"))),
        WriteStatus.Conflict => Problems.Conflict($"The zone \"{zone.Name}\" has changed meanwhile; try again."),
        _ => Problems.OfStatus(500),
    };
}
