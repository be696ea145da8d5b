using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Waypost.Dns.Serving;

namespace Waypost.Storage.Configuration;

/// <summary>Statements and zone settings as columns hold them. A member that is not set is not written, so that equal values have equal texts.</summary>
internal static class ConfigurationJson
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Plain);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Plain) ?? throw new JsonException("A column holds the JSON null.");

    /// <summary>Zone settings as their column has them: null when nothing is set.</summary>
    public static string? WriteSettings(ZoneSettings? settings) => settings is null || settings == ZoneSettings.Empty ? null : Write(settings);

    public static ZoneSettings? ReadSettings(string? json) => json is null ? null : Read<ZoneSettings>(json);
}
