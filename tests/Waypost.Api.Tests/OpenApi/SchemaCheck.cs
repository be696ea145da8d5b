using System.Text.Json.Nodes;
using NJsonSchema;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>Checks JSON against schemas of an OpenAPI 3.1 document, which are JSON Schema.</summary>
public sealed class SchemaCheck(JsonObject document)
{
    private readonly Dictionary<string, JsonSchema> _known = new(StringComparer.Ordinal);

    /// <summary>What is wrong; empty when nothing is.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(JsonNode schema, string json)
    {
        var text = schema.ToJsonString();
        if (!_known.TryGetValue(text, out var read))
        {
            var root = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["definitions"] = document["components"]!["schemas"]!.DeepClone() };
            read = await JsonSchema.FromJsonAsync(root.ToJsonString().Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal), TestContext.Current.CancellationToken);
            _known.Add(text, read);
        }

        return [.. read.Validate(json).Select(error => $"{error.Path}: {error.Kind}")];
    }
}
