using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waypost.Api.Http;

/// <summary>Says what System.Text.Json disliked, in the words of the API: paths and members, never type names.</summary>
public static partial class JsonProblem
{
    /// <summary>What is wrong, at paths below <paramref name="root"/>.</summary>
    public static IReadOnlyList<FieldError> ErrorsOf(JsonException exception, string root)
    {
        var path = root + (string.IsNullOrEmpty(exception.Path) ? "" : exception.Path[1..]);
        return exception.Message.Contains("missing required properties", StringComparison.Ordinal)
            ? [.. Missing(exception.Message, path)]
            : [new(path, Describe(exception.Message) ?? "is not valid JSON")];
    }

    public static IResult Of(JsonException exception)
    {
        var path = string.IsNullOrEmpty(exception.Path) ? "$" : exception.Path;
        var message = exception.Message;
        if (message.Contains("missing required properties", StringComparison.Ordinal))
        {
            var missing = Missing(message, path).ToArray();
            return Problems.Malformed("The JSON body lacks members.", missing.Length == 0 ? [new(path, "lacks a required member")] : missing);
        }

        return Describe(message) is { } reason
            ? Problems.Malformed("The JSON body does not have the expected shape.", new FieldError(path, reason))
            : Problems.Malformed("The body is not valid JSON.", new FieldError(path, Position(exception)));
    }

    private static IEnumerable<FieldError> Missing(string message, string path) =>
        MissingMember().Matches(message[message.IndexOf("including:", StringComparison.Ordinal)..]).Select(m => new FieldError($"{path}.{m.Groups[1].Value}", "is required"));

    private static string? Describe(string message) => message switch
    {
        _ when message.Contains("could not be mapped", StringComparison.Ordinal) => "is not a member of this object",
        _ when message.Contains("could not be converted", StringComparison.Ordinal) => "has the wrong type",
        _ when message.Contains("doesn't allow", StringComparison.Ordinal) && message.Contains("null", StringComparison.Ordinal) => "must not be null",
        _ when message.Contains("uplicate", StringComparison.Ordinal) => "appears more than once",
        _ => null,
    };

    private static string Position(JsonException exception) => string.Create(
        CultureInfo.InvariantCulture,
        $"malformed at line {exception.LineNumber.GetValueOrDefault() + 1}, byte {exception.BytePositionInLine.GetValueOrDefault() + 1}");

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex MissingMember();
}
