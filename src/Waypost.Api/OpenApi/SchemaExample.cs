using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Waypost.Api.OpenApi;

/// <summary>An example of a schema: the stated one, or one made of its required members.</summary>
internal static class SchemaExample
{
    private const int DeepestNesting = 6;

    public static JsonNode? Of(IOpenApiSchema? schema, OpenApiDocument document) => Of(schema, document, 0);

    private static JsonNode? Of(IOpenApiSchema? schema, OpenApiDocument document, int depth)
    {
        if (schema is null || depth > DeepestNesting)
        {
            return null;
        }

        if (schema is OpenApiSchemaReference reference)
        {
            var id = reference.Reference.Id ?? "";
            return Examples.OfSchema(id) ?? (document.Components?.Schemas?.TryGetValue(id, out var target) == true ? Of(target, document, depth + 1) : null);
        }

        foreach (var choices in new[] { schema.AllOf, schema.AnyOf, schema.OneOf })
        {
            if (choices?.Select(choice => Of(choice, document, depth + 1)).FirstOrDefault(example => example is not null) is { } chosen)
            {
                return chosen;
            }
        }

        if (schema.Enum is [{ } first, ..])
        {
            return first.DeepClone();
        }

        return (schema.Type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.String => schema.Format switch
            {
                "date-time" => "2026-11-24T12:00:00+00:00",
                _ => "text",
            },
            JsonSchemaType.Integer or JsonSchemaType.Number => 1,
            JsonSchemaType.Boolean => true,
            JsonSchemaType.Array => Of(schema.Items, document, depth + 1) is { } item ? new JsonArray(item) : [],
            JsonSchemaType.Object => Members(schema, document, depth),
            _ => null,
        };
    }

    private static JsonObject Members(IOpenApiSchema schema, OpenApiDocument document, int depth)
    {
        var members = new JsonObject();
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>())
        {
            if (schema.Required?.Contains(name) == true)
            {
                members[name] = Of(member, document, depth + 1);
            }
        }

        return members;
    }
}
