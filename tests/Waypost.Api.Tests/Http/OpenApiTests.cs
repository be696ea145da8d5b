using Waypost.Api.Hosting;

namespace Waypost.Api.Tests.Http;

public sealed class OpenApiTests(ApiHost host)
{
    [Fact]
    public async Task TheCommittedDocumentIsWhatTheCodeSays()
    {
        await using var app = WaypostApplication.Build([]);
        var exported = await OpenApiExport.RenderAsync(app, TestContext.Current.CancellationToken);
        var committed = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "openapi", "waypost.v1.json"), TestContext.Current.CancellationToken);
        Assert.True(exported == committed, "openapi/waypost.v1.json is stale; run scripts/export-openapi");
    }

    [Fact]
    public async Task TheServedDocumentNamesEveryOperationAndItsProblems()
    {
        var document = await (await host.Anonymous.GetJsonAsync("/openapi/waypost.v1.json")).OkAsync();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var operations = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(o => o.Value)).ToList();
        Assert.True(operations.Count > 40);
        Assert.All(operations, operation =>
        {
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("operationId").GetString()));
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
            Assert.NotEqual(0, operation.GetProperty("tags").GetArrayLength());
            Assert.Contains("401", operation.GetProperty("responses").EnumerateObject().Select(r => r.Name));
            Assert.All(operation.GetProperty("responses").EnumerateObject().Where(r => r.Name[0] is '4' or '5'), response =>
                Assert.EndsWith("/ProblemDocument", response.Value.GetProperty("content").GetProperty("application/problem+json")
                    .GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal));
        });
        Assert.Equal(operations.Count, operations.Select(o => o.GetProperty("operationId").GetString()).Distinct().Count());
        Assert.Equal("bearer", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("Bearer").GetProperty("scheme").GetString());
    }
}
