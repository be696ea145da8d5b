using System.Buffers;
using System.Text.Json;

namespace Waypost.Terraform.Cty;

/// <summary>The kinds of Terraform's type system.</summary>
internal enum CtyKind
{
    Text,
    Number,
    Truth,
    Sequence,
    UniqueSet,
    Mapping,
    Record,
    Row,
    Dynamic,
}

/// <summary>A Terraform type. Its JSON form (<c>["list","string"]</c>) is what schemas and dynamic values carry.</summary>
internal sealed class CtyType
{
    private const int MaxDepth = 64;

    private CtyType(CtyKind kind, CtyType? element = null, IReadOnlyDictionary<string, CtyType>? attributes = null, IReadOnlyList<CtyType>? items = null)
    {
        Kind = kind;
        Element = element;
        Attributes = attributes;
        Items = items;
    }

    public static CtyType Text { get; } = new(CtyKind.Text);

    public static CtyType Number { get; } = new(CtyKind.Number);

    public static CtyType Truth { get; } = new(CtyKind.Truth);

    public static CtyType Dynamic { get; } = new(CtyKind.Dynamic);

    public CtyKind Kind { get; }

    /// <summary>What a list, set or map holds.</summary>
    public CtyType? Element { get; }

    /// <summary>The attributes of an object, by name.</summary>
    public IReadOnlyDictionary<string, CtyType>? Attributes { get; }

    /// <summary>The elements of a tuple.</summary>
    public IReadOnlyList<CtyType>? Items { get; }

    public static CtyType ListOf(CtyType element) => new(CtyKind.Sequence, element);

    public static CtyType SetOf(CtyType element) => new(CtyKind.UniqueSet, element);

    public static CtyType MapOf(CtyType element) => new(CtyKind.Mapping, element);

    public static CtyType ObjectOf(IReadOnlyDictionary<string, CtyType> attributes) => new(CtyKind.Record, attributes: attributes);

    public static CtyType TupleOf(IReadOnlyList<CtyType> items) => new(CtyKind.Row, items: items);

    /// <summary>Reads the JSON form; <see cref="InvalidDataException"/> when it is not one.</summary>
    public static CtyType Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
            using var document = JsonDocument.ParseValue(ref reader);
            return Parse(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("Not a type: " + error.Message, error);
        }
    }

    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(64);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static CtyType Parse(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            return json.GetString() switch
            {
                "string" => Text,
                "number" => Number,
                "bool" => Truth,
                "dynamic" => Dynamic,
                var other => throw new InvalidDataException($"Unknown type {other}."),
            };
        }

        var argument = json[1];
        return json[0].GetString() switch
        {
            "list" => ListOf(Parse(argument)),
            "set" => SetOf(Parse(argument)),
            "map" => MapOf(Parse(argument)),
            "object" => ObjectOf(argument.EnumerateObject().ToDictionary(p => p.Name, p => Parse(p.Value), StringComparer.Ordinal)),
            "tuple" => TupleOf([.. argument.EnumerateArray().Select(Parse)]),
            var other => throw new InvalidDataException($"Unknown type {other}."),
        };
    }

    private void Write(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case CtyKind.Text:
                writer.WriteStringValue("string");
                return;
            case CtyKind.Number:
                writer.WriteStringValue("number");
                return;
            case CtyKind.Truth:
                writer.WriteStringValue("bool");
                return;
            case CtyKind.Dynamic:
                writer.WriteStringValue("dynamic");
                return;
        }

        writer.WriteStartArray();
        switch (Kind)
        {
            case CtyKind.Record:
                writer.WriteStringValue("object");
                writer.WriteStartObject();
                foreach (var (name, type) in Attributes!)
                {
                    writer.WritePropertyName(name);
                    type.Write(writer);
                }

                writer.WriteEndObject();
                break;
            case CtyKind.Row:
                writer.WriteStringValue("tuple");
                writer.WriteStartArray();
                foreach (var item in Items!)
                {
                    item.Write(writer);
                }

                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Kind switch { CtyKind.Sequence => "list", CtyKind.UniqueSet => "set", _ => "map" });
                Element!.Write(writer);
                break;
        }

        writer.WriteEndArray();
    }
}
