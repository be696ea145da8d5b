using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Waypost.Api.OpenApi;

/// <summary>The examples of the OpenAPI document, from examples.json: of parameters by path, of schemas by name.</summary>
internal static class Examples
{
    private static readonly JsonObject Root = Read();

    private static readonly FrozenDictionary<string, JsonNode> Schemas = Section("schemas");

    private static readonly FrozenDictionary<string, JsonNode> Parameters = Section("parameters");

    public static JsonNode? OfSchema(string name) => Schemas.GetValueOrDefault(name)?.DeepClone();

    /// <summary>The example of a parameter, as the path that has it says, or the longest one before it.</summary>
    public static JsonNode? OfParameter(string path, string name)
    {
        for (var prefix = path; prefix.Length > 0; prefix = prefix[..Math.Max(0, prefix.LastIndexOfAny(['/', ':']))])
        {
            if (Parameters.TryGetValue(prefix, out var values) && values[name] is { } value)
            {
                return value.DeepClone();
            }
        }

        return null;
    }

    private static FrozenDictionary<string, JsonNode> Section(string name) =>
        Root[name]!.AsObject().Where(item => item.Value is not null).ToFrozenDictionary(item => item.Key, item => item.Value!, StringComparer.Ordinal);

    private static JsonObject Read()
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream("Waypost.Api.OpenApi.examples.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }
}
