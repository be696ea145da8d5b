using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Waypost.Api.Tests.PowerDns;

/// <summary>Exchanges recorded from PowerDNS 4.7.3, sent to Waypost in the same order: status, members, values and texts are the same.</summary>
public sealed partial class RecordedExchangeTests
{
    [Fact]
    public async Task TheSamplesAreAnsweredAsPowerDnsAnswersThem()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var client = PowerDnsClient.Of(host);
        const string Existing = """{"name": "dyn.test.", "kind": "Native", "nameservers": ["ns1.dyn.test."]}""";
        await (await client.PostTextAsync("/api/v1/servers/localhost/zones", Existing)).OkAsync(System.Net.HttpStatusCode.Created);
        await ReplayAsync(host, client, "samples.json");
    }

    [Fact]
    public async Task FurtherExchangesAreAnsweredAlikeOrAsStated()
    {
        await using var host = new ApiHost();
        await host.InitializeAsync();
        using var client = PowerDnsClient.Of(host);
        await ReplayAsync(host, client, "recorded.json");
    }

    private static async Task ReplayAsync(ApiHost host, HttpClient client, string file)
    {
        var exchanges = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "vectors", "powerdns", file), TestContext.Current.CancellationToken))!.AsArray();
        var differences = new List<string>();
        foreach (var exchange in exchanges)
        {
            var request = exchange!["request"]!.AsArray();
            var (method, path) = (request[0]!.GetValue<string>(), request[1]!.GetValue<string>());
            var expected = exchange["waypost"] ?? exchange;
            var body = request[2] is JsonValue text && text.GetValueKind() == JsonValueKind.String ? text.GetValue<string>() : request[2]?.ToJsonString();
            // What was recorded without a key is the one refusal of that kind.
            var sender = exchange["status"]!.GetValue<int>() == 401 ? host.Anonymous : client;
            using var response = await sender.CallAsync(new HttpMethod(method), path, body);
            var answer = await response.TextAsync();
            var (wanted, got) = (Normal(expected["body"]!.GetValue<string>()), Normal(answer));
            var matches = (int)response.StatusCode == expected["status"]!.GetValue<int>()
                && (wanted == got || (expected["prefix"] is not null && got.StartsWith(wanted[..^2], StringComparison.Ordinal)));
            if (!matches)
            {
                differences.Add($"{method} {path} {body}\n  wanted {expected["status"]} {wanted}\n  got    {(int)response.StatusCode} {got}");
            }
            else if (answer.Length > 0 && exchange["headers"]?["Content-Type"]?.GetValue<string>() is { } type && response.Content.Headers.ContentType?.ToString() != type)
            {
                differences.Add($"{method} {path}: {response.Content.Headers.ContentType} instead of {type}");
            }
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {exchanges.Count} differ:\n" + string.Join('\n', differences));
        Assert.NotEmpty(exchanges);
    }

    // Members and elements in one order; serials, which follow the day, out of the way.
    private static string Normal(string json) => json.Length == 0 ? "" : Sorted(JsonNode.Parse(json))?.ToJsonString(Plain) ?? "null";

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, SortedMember(member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sorted).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(Serial().Replace(value.GetValue<string>(), "SERIAL")),
        null => null,
        _ => node.DeepClone(),
    };

    private static JsonNode? SortedMember(string key, JsonNode? value) => key switch
    {
        "serial" or "edited_serial" => "SERIAL",
        "zone" when value is JsonValue text => string.Join('\n', Serial().Replace(text.GetValue<string>(), "SERIAL").Split('\n').Order(StringComparer.Ordinal)),
        "value" => "VALUE",
        // A secret that was made by chance.
        "key" when value?.GetValue<string>().Length > 40 => "SECRET",
        _ => Sorted(value),
    };

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [GeneratedRegex(@"\b20[0-9]{8}\b")]
    private static partial Regex Serial();
}
