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
        json is ['[', '"', .., '"', ']'] && json.Length >= 4 && json.AsSpan(2, json.Length - 4) is var only && !only.ContainsAny('"', '\\') ? [only.ToString()] : ReadMany(json);

    // Most RRsets are one record without escapes, which the lines above take without a reader.
    private static List<string> ReadMany(string json) => JsonSerializer.Deserialize<List<string>>(json) ?? [];
}
