using Waypost.Terraform.Provider;

namespace Waypost.Terraform.Tests.Documentation;

/// <summary>
/// The pages under docs/ come from the schemas and examples/. <c>WAYPOST_UPDATE_DOCS=1</c> writes them instead of
/// comparing.
/// </summary>
public sealed class DocumentationTests
{
    private static readonly DirectoryInfo Provider = Find();

    private static readonly Dictionary<string, string> Pages = Render();

    public static TheoryData<string> Names() => [.. Pages.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ThePageSaysWhatTheSchemaSays(string page)
    {
        var file = Path.Combine(Provider.FullName, "docs", page);
        if (Environment.GetEnvironmentVariable("WAYPOST_UPDATE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Pages[page]);
        }

        Assert.Equal(Pages[page], File.ReadAllText(file));
    }

    [Fact]
    public void NoPageIsLeftOver()
    {
        var folder = Path.Combine(Provider.FullName, "docs");
        var files = Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'));
        Assert.Equal(Pages.Keys.Order(StringComparer.Ordinal), files.Order(StringComparer.Ordinal));
    }

    private static Dictionary<string, string> Render()
    {
        var examples = new DirectoryInfo(Path.Combine(Provider.FullName, "examples"));
        var pages = new Dictionary<string, string> { ["index.md"] = DocumentationPage.OfProvider(examples) };
        foreach (var resource in ProviderRegistry.Resources.Values)
        {
            pages[$"resources/{Short(resource.TypeName)}.md"] = DocumentationPage.Of(resource, examples);
        }

        foreach (var source in ProviderRegistry.DataSources.Values)
        {
            pages[$"data-sources/{Short(source.TypeName)}.md"] = DocumentationPage.Of(source, examples);
        }

        foreach (var resource in ProviderRegistry.EphemeralResources.Values)
        {
            pages[$"ephemeral-resources/{Short(resource.TypeName)}.md"] = DocumentationPage.Of(resource, examples);
        }

        foreach (var function in ProviderRegistry.Functions.Values)
        {
            pages[$"functions/{function.Name}.md"] = DocumentationPage.Of(function, examples);
        }

        return pages;
    }

    private static string Short(string typeName) => typeName["waypost_".Length..];

    private static DirectoryInfo Find()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (directory.Name == "terraform-provider" && Directory.Exists(Path.Combine(directory.FullName, "examples")))
            {
                return directory;
            }
        }

        throw new DirectoryNotFoundException("terraform-provider/examples is not above the tests.");
    }
}
