using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag.CodeGeneration.CSharp;
using Swashbuckle.AspNetCore.Swagger;
using Waypost.Api.Hosting;
using Waypost.Api.Http;
using Waypost.Testing.Processes;

namespace Waypost.Api.Tests.OpenApi;

/// <summary>Clients that are generated from the document compile.</summary>
public sealed class GeneratedClientTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NSwagsCSharpClientCompiles()
    {
        await using var app = WaypostApplication.Build([]);
        // NSwag reads OpenAPI 3.0.
        var described = await app.Services.GetRequiredService<IAsyncSwaggerProvider>().GetSwaggerAsync(OpenApiServices.DocumentName);
        await using var text = new StringWriter(CultureInfo.InvariantCulture);
        described.SerializeAs(OpenApiSpecVersion.OpenApi3_0, new OpenApiJsonWriter(text));
        var document = await NSwag.OpenApiDocument.FromJsonAsync(text.ToString(), Cancellation);
        var code = new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "GeneratedClient",
            CSharpGeneratorSettings = { Namespace = "Generated", JsonLibrary = CSharpJsonLibrary.SystemTextJson, GenerateNullableReferenceTypes = true },
        }).GenerateFile();
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create(
            "Generated", [CSharpSyntaxTree.ParseText(code, cancellationToken: Cancellation)], references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(Cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Contains("CreateZoneAsync", code, StringComparison.Ordinal);
    }

    [Fact]
    public Task TheTypeScriptClientCompiles() => RunAsync("typescript");

    [Fact]
    public Task TheDocumentKeepsTheCommittedRulesWithoutAWarning() => RunAsync("lint");

    private static async Task RunAsync(string script)
    {
        var folder = Path.Combine(Repository.Root, "openapi");
        Assert.SkipWhen(Tool.Find("npm") is null || !Directory.Exists(Path.Combine(folder, "node_modules")), "npm is not installed, or `npm ci` was not run in openapi/");
        var run = await Tool.RunAsync("npm", ["--prefix", folder, "run", "--silent", script], Cancellation);
        Assert.True(run.ExitCode == 0, run.ToString());
        Assert.DoesNotContain(" warning", run.Output + run.Error.Replace("Deprecation warning", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
