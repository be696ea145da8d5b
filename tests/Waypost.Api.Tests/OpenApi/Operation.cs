using System.Text.Json.Nodes;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>One operation of the OpenAPI document.</summary>
public sealed record Operation(string Id, HttpMethod Method, string Path, JsonObject Description)
{
    public static IReadOnlyList<Operation> All(JsonObject document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from method in path.Value!.AsObject()
           where method.Key is "get" or "put" or "post" or "patch" or "delete"
           select new Operation(method.Value!["operationId"]!.GetValue<string>(), new(method.Key.ToUpperInvariant()), path.Key, method.Value.AsObject()),
    ];

    public IEnumerable<JsonObject> Parameters => (Description["parameters"]?.AsArray() ?? []).Select(parameter => parameter!.AsObject());

    /// <summary>The first body that it takes: media type and description.</summary>
    public (string Type, JsonObject Media)? Body =>
        Description["requestBody"]?["content"]?.AsObject() is { Count: > 0 } content ? (content.First().Key, content.First().Value!.AsObject()) : null;

    /// <summary>The path with its parameters' examples in it.</summary>
    public string ExamplePath(IReadOnlyDictionary<string, string> instead)
    {
        var path = Path;
        foreach (var parameter in Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "path"))
        {
            var name = parameter["name"]!.GetValue<string>();
            var value = instead.GetValueOrDefault($"{Path.Split('/')[2]}/{name}") ?? parameter["example"]!.GetValue<string>();
            path = path.Replace($"{{{name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal);
        }

        var required = Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "query" && parameter["required"]?.GetValue<bool>() == true)
            .Select(parameter => $"{parameter["name"]!.GetValue<string>()}={Uri.EscapeDataString(parameter["example"]!.GetValue<string>())}");
        return string.Join('?', ((string[])[path, string.Join('&', required)]).Where(part => part.Length > 0));
    }
}
