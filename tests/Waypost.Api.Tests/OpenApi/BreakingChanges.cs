using System.Text.Json.Nodes;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>What of a new document breaks the clients of an old one.</summary>
public static class BreakingChanges
{
    /// <summary>One line a break; empty when old clients go on working.</summary>
    public static IReadOnlyList<string> Between(JsonObject before, JsonObject after)
    {
        var breaks = new List<string>();
        var now = Operation.All(after).ToDictionary(operation => operation.Id, StringComparer.Ordinal);
        foreach (var old in Operation.All(before))
        {
            if (!now.TryGetValue(old.Id, out var operation) || operation.Path != old.Path || operation.Method != old.Method)
            {
                breaks.Add($"{old.Id}: {old.Method} {old.Path} is gone");
                continue;
            }

            CompareParameters(old, operation, breaks);
            CompareBodies(old, operation, breaks);
            breaks.AddRange(old.Description["responses"]!.AsObject().Where(response => response.Key[0] == '2' && operation.Description["responses"]![response.Key] is null)
                .Select(response => $"{old.Id}: the answer {response.Key} is gone"));
        }

        var (asked, answered) = (Used(before, requests: true), Used(before, requests: false));
        foreach (var (name, schema) in before["components"]!["schemas"]!.AsObject())
        {
            if (after["components"]!["schemas"]![name] is { } changed)
            {
                CompareSchemas(name, schema!, changed, asked.Contains(name), answered.Contains(name), breaks);
            }
        }

        return breaks;
    }

    private static void CompareParameters(Operation before, Operation after, List<string> breaks)
    {
        var now = after.Parameters.ToDictionary(Key, StringComparer.Ordinal);
        var old = before.Parameters.Select(Key).ToHashSet(StringComparer.Ordinal);
        breaks.AddRange(old.Where(key => !now.ContainsKey(key)).Select(key => $"{before.Id}: the parameter {key} is gone"));
        breaks.AddRange(now.Where(parameter => !old.Contains(parameter.Key) && parameter.Value["required"]?.GetValue<bool>() == true)
            .Select(parameter => $"{before.Id}: the parameter {parameter.Key} is required"));

        static string Key(JsonObject parameter) => $"{parameter["in"]} {parameter["name"]}";
    }

    private static void CompareBodies(Operation before, Operation after, List<string> breaks)
    {
        var now = after.Description["requestBody"]?["content"]?.AsObject();
        breaks.AddRange((before.Description["requestBody"]?["content"]?.AsObject() ?? []).Where(body => now?[body.Key] is null).Select(body => $"{before.Id}: {body.Key} is not taken"));
        if (before.Description["requestBody"] is null && after.Description["requestBody"]?["required"]?.GetValue<bool>() == true)
        {
            breaks.Add($"{before.Id}: a body is required");
        }
    }

    private static void CompareSchemas(string name, JsonNode before, JsonNode after, bool asked, bool answered, List<string> breaks)
    {
        var (old, now) = (before["properties"]?.AsObject() ?? [], after["properties"]?.AsObject() ?? []);
        var (needed, needs) = (Required(before), Required(after));
        foreach (var (member, schema) in old)
        {
            if (now[member] is not { } changed)
            {
                breaks.Add($"{name}.{member} is gone");
            }
            else if (TypeOf(schema!) != TypeOf(changed))
            {
                breaks.Add($"{name}.{member} was {TypeOf(schema!)} and is {TypeOf(changed)}");
            }
        }

        if (asked)
        {
            breaks.AddRange(needs.Except(needed, StringComparer.Ordinal).Select(member => $"{name}.{member} is required"));
        }

        if (answered)
        {
            breaks.AddRange(needed.Except(needs, StringComparer.Ordinal).Where(member => now[member] is not null).Select(member => $"{name}.{member} may be left out"));
        }
    }

    private static HashSet<string> Required(JsonNode schema) => [.. (schema["required"]?.AsArray() ?? []).Select(member => member!.GetValue<string>())];

    private static string TypeOf(JsonNode schema) => schema["$ref"]?.GetValue<string>() ?? schema["type"]?.ToJsonString() ?? "anything";

    // The names of the schemas that requests, or answers, are made of.
    private static HashSet<string> Used(JsonObject document, bool requests)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>(Operation.All(document).SelectMany(operation => References(operation.Description[requests ? "requestBody" : "responses"])));
        while (open.TryPop(out var name))
        {
            if (used.Add(name))
            {
                References(document["components"]!["schemas"]![name]).ToList().ForEach(open.Push);
            }
        }

        return used;
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => member.Key == "$ref" ? [member.Value!.GetValue<string>().Split('/')[^1]] : References(member.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };
}
