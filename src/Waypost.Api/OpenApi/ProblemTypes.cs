namespace Waypost.Api.OpenApi;

/// <summary>The type of the problem that a status usually comes with.</summary>
internal static class ProblemTypes
{
    public static string Of(int status) => status switch
    {
        400 => "malformed-request",
        401 => "unauthorized",
        403 => "forbidden",
        404 => "not-found",
        405 => "method-not-allowed",
        409 => "conflict",
        412 => "precondition-failed",
        413 => "content-too-large",
        415 => "unsupported-media-type",
        422 => "invalid",
        500 => "internal-error",
        503 => "unavailable",
        _ => "http-" + status.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
