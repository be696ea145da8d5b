using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Waypost.Cli.Output;

/// <summary>Between YAML 1.2's core schema and JSON. Aliases are refused: a small file could grow without bounds.</summary>
internal static class Yaml
{
    private const int MaxDepth = 64;

    /// <summary>Reads one document; JSON is YAML too. Throws <see cref="FormatException"/> with the line.</summary>
    public static JsonNode? Read(string text)
    {
        try
        {
            Parser parser = new(new StringReader(text));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            JsonNode? node = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? node : throw new FormatException("the file must have one document");
        }
        catch (YamlException wrong)
        {
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {wrong.Start.Line}, column {wrong.Start.Column}: {wrong.Message}"));
        }
    }

    public static void Write(TextWriter output, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        Emitter emitter = new(output);
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, true));
        Write(emitter, document.RootElement);
        emitter.Emit(new DocumentEnd(true));
        emitter.Emit(new StreamEnd());
    }

    private static JsonNode? ReadNode(Parser parser, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new FormatException($"the file is more than {MaxDepth} levels deep");
        }

        if (parser.TryConsume<Scalar>(out Scalar scalar))
        {
            return ReadScalar(scalar);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            JsonArray array = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                array.Add(ReadNode(parser, depth + 1));
            }

            return array;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            JsonObject members = [];
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                Scalar key = parser.Consume<Scalar>();
                if (!members.TryAdd(key.Value, ReadNode(parser, depth + 1)))
                {
                    throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {key.Start.Line}: \"{key.Value}\" is there twice"));
                }
            }

            return members;
        }

        throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {parser.Current?.Start.Line}: aliases are not supported"));
    }

    private static JsonValue? ReadScalar(Scalar scalar) => scalar.Style != ScalarStyle.Plain ? JsonValue.Create(scalar.Value) : scalar.Value switch
    {
        "" or "~" or "null" or "Null" or "NULL" => null,
        "true" or "True" or "TRUE" => JsonValue.Create(true),
        "false" or "False" or "FALSE" => JsonValue.Create(false),
        _ when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) => JsonValue.Create(number),
        _ => JsonValue.Create(scalar.Value),
    };

    private static void Write(Emitter emitter, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, true, MappingStyle.Block));
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    emitter.Emit(new Scalar(member.Name));
                    Write(emitter, member.Value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case JsonValueKind.Array:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, true, SequenceStyle.Block));
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Write(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case JsonValueKind.String:
                string text = element.GetString()!;
                bool isPlain = ReadScalar(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, true, false)) is { } value && value.GetValueKind() == JsonValueKind.String;
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, isPlain ? ScalarStyle.Any : ScalarStyle.DoubleQuoted, true, true));
                break;
            default:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, element.GetRawText(), ScalarStyle.Plain, true, false));
                break;
        }
    }
}
