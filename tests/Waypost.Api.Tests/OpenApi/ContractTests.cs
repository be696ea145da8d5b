using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>The document is what the server does: its examples are valid, and each operation, called with them, answers as it says.</summary>
public sealed class ContractTests
{
    // What has nothing to work on in a server that was just filled with the examples.
    private static readonly Dictionary<string, int> Refused = new(StringComparer.Ordinal)
    {
        ["refreshZone"] = 409,
        ["retransferZone"] = 409,
        ["restoreZone"] = 404,
        // It has gone with its account.
        ["deleteAppPassword"] = 404,
    };

    private static readonly string[] Absent = ["/v1/queue/{", "/v1/messages/{"];

    // They carry the JSON of whichever resource they are about.
    private static readonly string[] OfAnyResource = ["ChangesetOperation", "ResourceChange"];

    // What others refer to comes first, and goes last.
    private static readonly string[] Order = ["accounts", "mail-domains", "acls", "tsig-keys", "remote-servers", "views", "zones"];

    private static string DocumentFile => Path.Combine(Repository.Root, "openapi", "waypost.v1.json");

    [Fact]
    public async Task EveryExampleIsValid()
    {
        var document = await ReadAsync();
        var check = new SchemaCheck(document);
        var problems = new List<string>();
        foreach (var operation in Operation.All(document))
        {
            Assert.All(operation.Parameters.Where(parameter => parameter["in"]!.GetValue<string>() == "path"), parameter => Assert.NotNull(parameter["example"]));
            foreach (var (place, media) in Contents(operation))
            {
                if (media["example"] is not { } example)
                {
                    problems.Add($"{operation.Id} {place}: no example");
                    continue;
                }

                problems.AddRange((await check.CheckAsync(media["schema"]!, example.ToJsonString())).Select(problem => $"{operation.Id} {place} {problem}"));
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    [Fact]
    public async Task NoSchemaIsAnObjectWithoutAShape()
    {
        var schemas = (await ReadAsync())["components"]!["schemas"]!.AsObject();
        Assert.NotEmpty(schemas);
        Assert.All(schemas.Where(schema => !OfAnyResource.Contains(schema.Key)), schema => Assert.True(HasShape(schema.Value!), schema.Key));
    }

    [Fact]
    public async Task EveryOperationAnswersAsItsDescriptionSays()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        var document = await ReadAsync();
        var check = new SchemaCheck(document);
        var problems = new List<string>();
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        // The stream of events has no end; tests of its own read from it.
        foreach (var operation in Operation.All(document).Where(operation => operation.Path != "/v1/events").OrderBy(Rank).ThenBy(operation => operation.Path, StringComparer.Ordinal))
        {
            if (operation.Path == "/v1/api-keys/{id}" && !ids.ContainsKey("api-keys/id"))
            {
                var keys = await (await host.Admin.GetJsonAsync("/v1/api-keys")).OkAsync();
                ids["api-keys/id"] = keys.GetProperty("items").EnumerateArray().Single(key => key.GetProperty("name").GetString() == "deployment").GetProperty("id").GetString()!;
            }

            if (operation.Path.StartsWith("/v1/changesets/{id}", StringComparison.Ordinal) && !ids.ContainsKey("changesets/id"))
            {
                var changesets = await (await host.Admin.GetJsonAsync("/v1/changesets")).OkAsync();
                ids["changesets/id"] = changesets.GetProperty("items")[0].GetProperty("id").GetString()!;
            }

            if (operation.Path.Contains("/versions/", StringComparison.Ordinal) && !ids.ContainsKey("zones/serial"))
            {
                var versions = (await (await host.Admin.GetJsonAsync("/v1/zones/example.com/versions")).OkAsync()).GetProperty("items").EnumerateArray()
                    .Select(version => version.GetProperty("serial").GetRawText()).ToList();
                (ids["zones/serial"], ids["zones/from"], ids["zones/to"]) = (versions[0], versions[^1], versions[0]);
            }

            problems.AddRange(await CallAsync(host.Admin, operation, ids, check));
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    private static async Task<IReadOnlyList<string>> CallAsync(HttpClient client, Operation operation, IReadOnlyDictionary<string, string> ids, SchemaCheck check)
    {
        var body = operation.Body is { } described ? Text(described.Media["example"], described.Type) : null;
        using var response = await client.CallAsync(operation.Method, operation.ExamplePath(ids), body, mediaType: operation.Body?.Type ?? "application/json");
        var (status, answer) = ((int)response.StatusCode, await response.TextAsync());
        var call = $"{operation.Id}: {status.ToString(CultureInfo.InvariantCulture)} {answer}";
        var refusal = Array.Exists(Absent, prefix => operation.Path.StartsWith(prefix, StringComparison.Ordinal)) ? 404 : Refused.GetValueOrDefault(operation.Id);
        if (refusal != 0 ? status != refusal : status is < 200 or > 299)
        {
            return [call];
        }

        if (operation.Description["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not { } description)
        {
            return [$"{call}\n  is not described"];
        }

        var content = description["content"]?.AsObject();
        var type = response.Content.Headers.ContentType?.MediaType;
        if (content is null || type is null)
        {
            return (content is null) == (answer.Length == 0) ? [] : [$"{call}\n  has a body, or should have"];
        }

        return content[type] is not { } media ? [$"{call}\n  is {type}, which is not described"]
            : [.. (await check.CheckAsync(media["schema"]!, type.EndsWith("json", StringComparison.Ordinal) ? answer : JsonSerializer.Serialize(answer))).Select(problem => $"{call}\n  {problem}")];
    }

    private static int Rank(Operation operation)
    {
        var place = Array.IndexOf(Order, operation.Path.Split('/')[2].Split(':')[0]) is >= 0 and var known ? known : Order.Length;
        return operation switch
        {
            { Id: "createZone" or "createApiKey" } => place,
            { Id: "putRrset" } => 20,
            { Method.Method: "PUT" } when operation.Path.Contains("/file", StringComparison.Ordinal) => 21,
            { Method.Method: "PUT" } => place,
            { Method.Method: "PATCH" } => 22,
            { Id: "deleteRrset" } => 40,
            { Method.Method: "DELETE" } => 60 - place,
            _ => 30,
        };
    }

    private static IEnumerable<(string Place, JsonNode Media)> Contents(Operation operation)
    {
        foreach (var (type, media) in operation.Description["requestBody"]?["content"]?.AsObject() ?? [])
        {
            yield return (type, media!);
        }

        foreach (var (status, response) in operation.Description["responses"]!.AsObject())
        {
            foreach (var (_, media) in response!["content"]?.AsObject() ?? [])
            {
                yield return (status, media!);
            }
        }
    }

    private static bool HasShape(JsonNode schema) =>
        schema["$ref"] is not null || schema["oneOf"] is not null || schema["anyOf"] is not null || schema["allOf"] is not null
        || (schema["type"] is { } type && (!type.ToJsonString().Contains("\"object\"", StringComparison.Ordinal) || schema["additionalProperties"] is JsonObject
            || (schema["properties"]?.AsObject() is { Count: > 0 } members && members.All(member => HasShape(member.Value!))))
            && (!type.ToJsonString().Contains("\"array\"", StringComparison.Ordinal) || HasShape(schema["items"]!)));

    private static string? Text(JsonNode? example, string mediaType) =>
        mediaType.EndsWith("json", StringComparison.Ordinal) ? example?.ToJsonString() : example?.GetValue<string>();

    private static async Task<JsonObject> ReadAsync() => JsonNode.Parse(await File.ReadAllTextAsync(DocumentFile, TestContext.Current.CancellationToken))!.AsObject();
}
