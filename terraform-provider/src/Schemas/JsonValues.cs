using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waypost.Terraform.Cty;

namespace Waypost.Terraform.Schemas;

/// <summary>The API's JSON contracts as attributes and back: <c>allowQuery</c> is <c>allow_query</c>.</summary>
internal static class JsonValues
{
    /// <summary>The attributes of <paramref name="schema"/> that <paramref name="contract"/> has members for; the others are null.</summary>
    public static CtyValue Read<T>(T contract, JsonTypeInfo<T> type, ObjectSchema schema)
    {
        using var document = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(contract, type));
        return Read(document.RootElement, schema);
    }

    /// <summary>The contract whose members are the known attributes of <paramref name="value"/>, but for those named.</summary>
    public static T Write<T>(CtyValue value, ObjectSchema schema, JsonTypeInfo<T> type, params ReadOnlySpan<string> except)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value, schema, except);
        }

        return JsonSerializer.Deserialize(buffer.WrittenSpan, type) ?? throw new InvalidDataException("The attributes are null.");
    }

    /// <summary><c>allow_query</c> is <c>allowQuery</c>.</summary>
    public static string Member(string attribute)
    {
        var member = new StringBuilder(attribute.Length);
        var upper = false;
        foreach (var c in attribute)
        {
            if (c == '_')
            {
                upper = true;
                continue;
            }

            member.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return member.ToString();
    }

    private static CtyValue Read(JsonElement json, ObjectSchema schema)
    {
        var members = new Dictionary<string, CtyValue>(StringComparer.Ordinal);
        foreach (var attribute in schema.Attributes)
        {
            members[attribute.Name] = json.TryGetProperty(Member(attribute.Name), out var member) && member.ValueKind != JsonValueKind.Null
                ? attribute.Nested is { } nested ? Read(member, nested) : Read(member, attribute.Type)
                : CtyValue.Null;
        }

        return CtyValue.Of(members);
    }

    private static CtyValue Read(JsonElement json, CtyType type) => type.Kind switch
    {
        CtyKind.Text => CtyValue.Of(json.GetString()),
        CtyKind.Number => CtyValue.Of(CtyNumber.Of(json.GetRawText())),
        CtyKind.Truth => CtyValue.Of(json.GetBoolean()),
        CtyKind.Mapping => CtyValue.Of(json.EnumerateObject().ToDictionary(p => p.Name, p => Read(p.Value, type.Element!), StringComparer.Ordinal)),
        CtyKind.Record => CtyValue.Of(type.Attributes!.ToDictionary(a => a.Key, a => json.TryGetProperty(Member(a.Key), out var member) && member.ValueKind != JsonValueKind.Null ? Read(member, a.Value) : CtyValue.Null, StringComparer.Ordinal)),
        _ => CtyValue.Of([.. json.EnumerateArray().Select(item => Read(item, type.Element!))]),
    };

    private static void Write(Utf8JsonWriter writer, CtyValue value, ObjectSchema schema, ReadOnlySpan<string> except)
    {
        writer.WriteStartObject();
        foreach (var attribute in schema.Attributes)
        {
            if (value[attribute.Name] is not { IsKnown: true } member || except.Contains(attribute.Name))
            {
                continue;
            }

            writer.WritePropertyName(Member(attribute.Name));
            if (attribute.Nested is { } nested)
            {
                Write(writer, member, nested, []);
            }
            else
            {
                Write(writer, member);
            }
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, CtyValue value)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (value.Truth is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else if (value.Number is { } number)
        {
            writer.WriteRawValue(number.Text);
        }
        else if (value.Items is { } items)
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(writer, item);
            }

            writer.WriteEndArray();
        }
        else if (value.Members is { } members)
        {
            writer.WriteStartObject();
            foreach (var (name, member) in members)
            {
                writer.WritePropertyName(name);
                Write(writer, member);
            }

            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
