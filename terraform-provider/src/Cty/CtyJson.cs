using System.Text.Json;

namespace Waypost.Terraform.Cty;

/// <summary>cty's JSON form, in which state files keep values. Read only: answers are MessagePack.</summary>
internal static class CtyJson
{
    /// <summary>
    /// Reads one value. Attributes that are missing become null and those that a schema no longer has are dropped, as
    /// state written by another version of the provider needs. <see cref="InvalidDataException"/> when types differ.
    /// </summary>
    public static CtyValue Decode(ReadOnlyMemory<byte> json, CtyType type)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, type);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("Malformed JSON value: " + error.Message, error);
        }
    }

    private static CtyValue Read(JsonElement json, CtyType type)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            return CtyValue.Null;
        }

        return type.Kind switch
        {
            CtyKind.Text => CtyValue.Of(json.ValueKind == JsonValueKind.String ? json.GetString() : json.GetRawText()),
            CtyKind.Truth => CtyValue.Of(json.GetBoolean()),
            CtyKind.Number => CtyValue.Of(CtyNumber.Of(json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText())),
            CtyKind.Mapping => CtyValue.Of(json.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value, type.Element!), StringComparer.Ordinal)),
            CtyKind.Record => CtyValue.Of(type.Attributes!.ToDictionary(a => a.Key, a => json.TryGetProperty(a.Key, out var member) ? Read(member, a.Value) : CtyValue.Null, StringComparer.Ordinal)),
            CtyKind.Row => CtyValue.Of([.. json.EnumerateArray().Zip(type.Items!, Read)]),
            CtyKind.Dynamic => Read(json.GetProperty("value"), CtyType.Parse(System.Text.Encoding.UTF8.GetBytes(json.GetProperty("type").GetRawText()))),
            _ => CtyValue.Of([.. json.EnumerateArray().Select(item => Read(item, type.Element!))]),
        };
    }
}
