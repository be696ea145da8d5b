using System.Text.Json;

namespace Waypost.Api.PowerDns;

/// <summary>Members of a JSON object, with PowerDNS' words for those that are not there.</summary>
internal static class JsonMembers
{
    /// <summary>The member, or null when there is none; a null counts as none.</summary>
    public static JsonElement? Find(this JsonElement element, string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public static string Text(this JsonElement element, string key) =>
        element.OptionalText(key) ?? throw new PowerDnsException($"Key '{key}' not present or not a String");

    /// <summary>The text, or null when there is none or it is of another type.</summary>
    public static string? OptionalText(this JsonElement element, string key) =>
        element.Find(key) is { ValueKind: JsonValueKind.String } value ? Read(value) : null;

    public static bool Flag(this JsonElement element, string key, bool otherwise) => element.Find(key) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw new PowerDnsException($"Key '{key}' not present or not a Bool"),
    };

    public static uint Seconds(this JsonElement element, string key) =>
        element.Find(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var seconds) && seconds is >= 0 and <= int.MaxValue
            ? (uint)seconds
            : throw new PowerDnsException($"Key '{key}' not an Integer or not present");

    public static long OptionalNumber(this JsonElement element, string key, long otherwise) =>
        element.Find(key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : otherwise;

    /// <summary>The elements, or null when the member is no list.</summary>
    public static IReadOnlyList<JsonElement>? List(this JsonElement element, string key) =>
        element.Find(key) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : null;

    /// <summary>The texts of a list, or null when the member is no list.</summary>
    public static IReadOnlyList<string>? Texts(this JsonElement element, string key) =>
        element.List(key)?.Select(item => item.ValueKind == JsonValueKind.String ? Read(item) : throw new PowerDnsException($"Key '{key}' is not an array of strings")).ToArray();

    private static string Read(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, which is no text.
            throw PowerDnsException.BadRequest();
        }
    }
}
