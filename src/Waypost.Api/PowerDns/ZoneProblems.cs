using Waypost.Dns.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Why a zone would not load, in PowerDNS' words.</summary>
internal static class ZoneProblems
{
    /// <param name="other">What the RRset conflicts with: <c>pre-existing</c> or <c>another</c>.</param>
    public static PowerDnsException Refusal(ZoneProblem problem, IReadOnlyList<RrsetEdit> edits, string other)
    {
        var blamed = problem.Type == "CNAME"
            ? edits.LastOrDefault(edit => edit.Records is not null && edit.Owner.Equals(problem.Owner, StringComparison.OrdinalIgnoreCase))
            : null;
        return blamed is null
            ? new($"RRset {problem.Owner} IN {problem.Type}: {problem.Message}")
            : new($"RRset {blamed.Owner} IN {blamed.Type}: Conflicts with {other} RRset");
    }
}
