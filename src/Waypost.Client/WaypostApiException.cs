using System.Net;

namespace Waypost.Client;

/// <summary>An answer that is not 2xx, with its problem document (RFC 9457) if it had one.</summary>
public sealed class WaypostApiException : Exception
{
    /// <summary>Describes an answer.</summary>
    public WaypostApiException(HttpStatusCode status, ProblemDocument? problem)
        : base(Describe(status, problem))
    {
        Status = status;
        Problem = problem;
    }

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The problem document, null when the answer had none (a proxy's error page, for example).</summary>
    public ProblemDocument? Problem { get; }

    /// <summary>Messages keyed by JSON path; empty when the problem is not about the request's members.</summary>
    public IReadOnlyDictionary<string, string[]> Errors => Problem?.Errors ?? new Dictionary<string, string[]>();

    private static string Describe(HttpStatusCode status, ProblemDocument? problem)
    {
        var text = $"HTTP {(int)status}: {problem?.Title ?? status.ToString()}";
        if (!string.IsNullOrEmpty(problem?.Detail))
        {
            text += $": {problem.Detail}";
        }

        return problem?.Errors is { Count: > 0 } errors
            ? text + " (" + string.Join("; ", errors.Select(e => $"{e.Key}: {string.Join(" ", e.Value)}")) + ")"
            : text;
    }
}
