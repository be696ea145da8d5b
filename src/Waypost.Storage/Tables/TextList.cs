using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Waypost.Storage.Tables;

/// <summary>A list of texts as a column holds it: a JSON array.</summary>
internal static class TextList
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\"\\");
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<string> texts) =>
        texts is [var only] && !only.AsSpan().ContainsAny(Escaped) && !only.AsSpan().ContainsAnyExceptInRange(' ', '~') ? $"[\"{only}\"]" : JsonSerializer.Serialize(texts, Plain);

    public static IReadOnlyList<string> Read(string json) =>
        TryReadSingle(json, out var text) ? [text.ToString()] : JsonSerializer.Deserialize<List<string>>(json) ?? [];

    /// <summary>The text of a list of one without escapes, as most are.</summary>
    public static bool TryReadSingle(ReadOnlySpan<char> json, out ReadOnlySpan<char> text)
    {
        text = json.Length >= 4 && json.StartsWith("[\"") && json.EndsWith("\"]") ? json[2..^2] : default;
        return !text.IsEmpty && !text.ContainsAny('"', '\\');
    }
}
