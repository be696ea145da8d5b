using System.Text.Json.Nodes;
using Waypost.Testing.Processes;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>The document that is about to be committed breaks no client of the last committed one.</summary>
public sealed class BreakingChangeTests
{
    private const string DocumentPath = "openapi/waypost.v1.json";

    [Fact]
    public async Task TheDocumentBreaksNoClientOfTheLastCommittedOne()
    {
        Assert.SkipWhen(Tool.Find("git") is null, "git is not installed");
        var committed = await Tool.RunAsync("git", ["-C", Repository.Root, "show", "HEAD:" + DocumentPath], TestContext.Current.CancellationToken);
        Assert.SkipWhen(committed.ExitCode != 0, "there is no committed document here");
        Assert.Empty(BreakingChanges.Between(JsonNode.Parse(committed.Output)!.AsObject(), Read()));
    }

    [Theory]
    [InlineData("/paths/~1v1~1zones", "listZones: GET /v1/zones is gone")]
    [InlineData("/components/schemas/Zone/properties/serial", "Zone.serial is gone")]
    [InlineData("/paths/~1v1~1zones/get/parameters/0", "listZones: the parameter query view is gone")]
    [InlineData("/paths/~1v1~1zones/post/requestBody/content/text~1dns", "createZone: text/dns is not taken")]
    [InlineData("/paths/~1v1~1zones/post/responses/201", "createZone: the answer 201 is gone")]
    public void WhatIsTakenAwayBreaksClients(string pointer, string expected)
    {
        var after = Read();
        Remove(after, pointer);
        Assert.Contains(expected, BreakingChanges.Between(Read(), after));
    }

    [Fact]
    public void AMemberThatBecomesRequiredBreaksClientsAndOneMoreMemberDoesNot()
    {
        var after = Read();
        var schema = after["components"]!["schemas"]!["RrsetPut"]!;
        schema["properties"]!["comment"] = new JsonObject { ["type"] = "string" };
        Assert.Empty(BreakingChanges.Between(Read(), after));
        schema["required"]!.AsArray().Add("comment");
        Assert.Equal(["RrsetPut.comment is required"], BreakingChanges.Between(Read(), after));
    }

    private static JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, DocumentPath)))!.AsObject();

    private static void Remove(JsonNode document, string pointer)
    {
        string[] steps = [.. pointer.Split('/').Skip(1).Select(step => step.Replace("~1", "/", StringComparison.Ordinal))];
        foreach (var step in steps[..^1])
        {
            document = document[step]!;
        }

        if (document is JsonArray items)
        {
            items.RemoveAt(int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            Assert.True(document.AsObject().Remove(steps[^1]));
        }
    }
}
