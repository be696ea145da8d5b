using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Waypost.Api.Http;

/// <summary>The API's contracts of configuration are the DNS library's records member by member; JSON carries one to the other.</summary>
public static class StatementContracts
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The same members in the other type.</summary>
    public static T To<T>(object? source) => JsonSerializer.Deserialize<T>(JsonSerializer.SerializeToUtf8Bytes(source, Plain), Plain)!;

    /// <summary>The same members in the other type, with the key that the path has.</summary>
    public static T To<T>(object source, string keyMember, string key)
    {
        var members = JsonSerializer.SerializeToNode(source, Plain)!.AsObject();
        members[keyMember] = key;
        return members.Deserialize<T>(Plain)!;
    }

    /// <summary>These members in the place of what was; null takes one away (RFC 7396 section 2).</summary>
    public static T Merge<T>(object? before, JsonNode? patch) =>
        Merge(before is null ? null : JsonSerializer.SerializeToNode(before, Plain), patch).Deserialize<T>(Plain)!;

    private static JsonNode? Merge(JsonNode? target, JsonNode? patch)
    {
        if (patch is not JsonObject changes)
        {
            return patch?.DeepClone();
        }
        var merged = target is JsonObject ? target.AsObject() : [];
        foreach (var (name, value) in changes)
        {
            merged[name] = value is null ? null : Merge(merged[name]?.DeepClone(), value);
            if (value is null)
            {
                merged.Remove(name);
            }
        }
        return merged;
    }
}
