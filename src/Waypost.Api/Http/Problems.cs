using System.Text.Json;
using FluentValidation.Results;
using Microsoft.AspNetCore.WebUtilities;
using Waypost.Client;

namespace Waypost.Api.Http;

/// <summary>Every refusal of the API as an RFC 9457 problem document with a stable <c>type</c>.</summary>
public static class Problems
{
    private const string TypePrefix = "urn:waypost:problem:";

    public static IResult NotFound(string noun, string key) =>
        new ProblemResult(404, "not-found", $"There is no {noun} \"{key}\".");

    public static IResult Conflict(string detail) => new ProblemResult(409, "conflict", detail);

    public static IResult PreconditionFailed() =>
        new ProblemResult(412, "precondition-failed", "The resource is not in the state that If-Match or If-None-Match asks for.");

    /// <summary>A write of many that did not happen, because of what <paramref name="errors"/> say, keyed by JSON path.</summary>
    public static IResult Refused(int status, IEnumerable<FieldError> errors) => status switch
    {
        404 => new ProblemResult(404, "not-found", "An operation is about something that is not there.", Group(errors)),
        409 => new ProblemResult(409, "conflict", "An operation conflicts with what is there.", Group(errors)),
        412 => new ProblemResult(412, "precondition-failed", "A resource is not in the state that an operation asks for.", Group(errors)),
        403 => new ProblemResult(403, "forbidden", "The scope of this API key does not allow an operation.", Group(errors)),
        _ => Invalid(errors),
    };

    /// <summary>422: well-formed, but not acceptable; <paramref name="errors"/> is keyed by JSON path or parameter name.</summary>
    public static IResult Invalid(IEnumerable<FieldError> errors) =>
        new ProblemResult(422, "invalid", "The request is well-formed, but what it asks for is not valid.", Group(errors));

    public static IResult Invalid(ValidationResult result) =>
        Invalid(result.Errors.Select(e => new FieldError(e.PropertyName.Length == 0 ? "$" : "$." + e.PropertyName, e.ErrorMessage)));

    /// <summary>400: the request itself cannot be read.</summary>
    public static IResult Malformed(string detail, params FieldError[] errors) =>
        new ProblemResult(400, "malformed-request", detail, errors.Length == 0 ? null : Group(errors));

    /// <summary>The problem of a bare status code, as routing, authentication and Kestrel set them.</summary>
    public static IResult OfStatus(int status, string? detail = null) => status switch
    {
        400 => new ProblemResult(400, "malformed-request", detail ?? "The request cannot be read."),
        401 => new ProblemResult(401, "unauthorized", detail ?? "Send a valid API key: Authorization: Bearer KEY."),
        403 => new ProblemResult(403, "forbidden", detail ?? "The scope of this API key does not allow this operation."),
        404 => new ProblemResult(404, "not-found", detail ?? "There is nothing at this path; /docs lists every path."),
        405 => new ProblemResult(405, "method-not-allowed", detail ?? "This path does not have this method; see the Allow header."),
        413 => new ProblemResult(413, "content-too-large", detail ?? "The request body is larger than the server accepts."),
        415 => new ProblemResult(415, "unsupported-media-type", detail ?? "This path does not read this Content-Type; send application/json."),
        500 => new ProblemResult(500, "internal-error", detail ?? "The server failed; its log says why."),
        503 => new ProblemResult(503, "unavailable", detail ?? "The server cannot answer now; try again."),
        _ => new ProblemResult(status, "http-" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), detail ?? ReasonPhrases.GetReasonPhrase(status)),
    };

    private static Dictionary<string, string[]> Group(IEnumerable<FieldError> errors) =>
        errors.GroupBy(e => e.Path, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Select(e => e.Message).Distinct(StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);

    private sealed class ProblemResult(int status, string type, string detail, Dictionary<string, string[]>? errors = null) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var document = new ProblemDocument(TypePrefix + type, ReasonPhrases.GetReasonPhrase(status), status, detail, httpContext.Request.Path, errors);
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/problem+json";
            return JsonSerializer.SerializeAsync(httpContext.Response.Body, document, WaypostJsonContext.Default.ProblemDocument, httpContext.RequestAborted);
        }
    }
}
