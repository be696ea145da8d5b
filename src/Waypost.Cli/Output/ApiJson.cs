using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waypost.Client;

namespace Waypost.Cli.Output;

/// <summary>The API's own JSON, indented for a terminal, with names as they are rather than escaped for HTML.</summary>
internal static class ApiJson
{
    public static WaypostJsonContext Indented { get; } = new(new JsonSerializerOptions(WaypostJsonContext.Default.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.Serialize(value, type);

    /// <summary>Prints JSON as it is, or as YAML.</summary>
    public static void Write(TextWriter output, OutputFormat format, string json)
    {
        if (format == OutputFormat.Yaml)
        {
            Yaml.Write(output, json);
            return;
        }

        output.WriteLine(json);
    }
}
