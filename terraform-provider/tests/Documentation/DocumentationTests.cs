using Waypost.Terraform.Provider;

namespace Waypost.Terraform.Tests.Documentation;

/// <summary>The pages under docs/ name everything that the schema has.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string, string[]> Pages()
    {
        var pages = new TheoryData<string, string[]> { { "index.md", [.. ProviderSettings.Schema.Attributes.Select(a => a.Name)] } };
        foreach (var (name, resource) in ProviderRegistry.Resources)
        {
            pages.Add($"resources/{name["waypost_".Length..]}.md", [.. resource.Schema.Attributes.Select(a => a.Name)]);
        }

        foreach (var (name, source) in ProviderRegistry.DataSources)
        {
            pages.Add($"data-sources/{name["waypost_".Length..]}.md", [.. source.Schema.Attributes.Select(a => a.Name)]);
        }

        foreach (var (name, function) in ProviderRegistry.Functions)
        {
            pages.Add($"functions/{name}.md", [.. function.Parameters.Select(p => p.Name)]);
        }

        return pages;
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryAttributeIsDocumented(string page, string[] attributes)
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !Directory.Exists(Path.Combine(directory.FullName, "terraform-provider", "docs")))
        {
            directory = directory.Parent;
        }

        Assert.NotNull(directory);
        var text = File.ReadAllText(Path.Combine(directory.FullName, "terraform-provider", "docs", page));
        Assert.All(attributes, attribute => Assert.Contains($"- `{attribute}` ", text, StringComparison.Ordinal));
    }
}
