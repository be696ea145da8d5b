using Waypost.Api.Http;

namespace Waypost.Api.Features.Changesets;

/// <summary>Where in a request of many operations an error is.</summary>
public static class OperationError
{
    /// <summary>How many errors an answer lists.</summary>
    public const int MaxErrors = 100;

    public static FieldError At(int index, FieldError error) => error with
    {
        Path = error.Path switch
        {
            "op" or "path" or "body" or "ifNoneMatch" => $"$.operations[{index}].{error.Path}",
            ['$', .. var member] => $"$.operations[{index}].body{member}",
            _ => $"$.operations[{index}].path",
        },
    };

    public static string Of(int index) => $"$.operations[{index}]";
}
