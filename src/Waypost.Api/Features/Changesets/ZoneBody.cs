using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waypost.Api.Features.Changesets;

/// <summary>The body of an operation that puts a zone.</summary>
internal static class ZoneBody
{
    /// <summary>The body with a name, when it has none.</summary>
    public static JsonElement WithName(JsonElement body, string name)
    {
        if (body.ValueKind != JsonValueKind.Object || body.TryGetProperty("name", out _))
        {
            return body;
        }

        // Written by hand, so that a member that is there twice is still seen to be.
        var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            foreach (var member in body.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.ToArray());
        return document.RootElement.Clone();
    }

    public static JsonObject ToNode(JsonElement body) => JsonObject.Create(body)!;
}
