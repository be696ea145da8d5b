using System.Text;
using Waypost.Terraform.Cty;
using Waypost.Terraform.DataSources;
using Waypost.Terraform.EphemeralResources;
using Waypost.Terraform.Functions;
using Waypost.Terraform.Provider;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Tests.Documentation;

/// <summary>The page of the provider, a resource, a data source or a function, in the layout of Terraform's registry.</summary>
internal sealed class DocumentationPage
{
    private readonly StringBuilder text = new();

    public static string OfProvider(DirectoryInfo examples)
    {
        var page = new DocumentationPage();
        page.Head("Waypost Provider", "", ProviderSettings.Schema.Description);
        page.Example(Path.Combine(examples.FullName, "provider", "provider.tf"), "terraform");
        page.Attributes(ProviderSettings.Schema);
        return page.text.ToString();
    }

    public static string Of(ManagedResource resource, DirectoryInfo examples)
    {
        var page = new DocumentationPage();
        page.Head($"{resource.TypeName} (Resource)", "", resource.Schema.Description);
        var folder = Path.Combine(examples.FullName, "resources", resource.TypeName);
        page.Example(Path.Combine(folder, "resource.tf"), "terraform");
        page.Attributes(resource.Schema);
        page.text.Append("\n## Import\n\n");
        page.Code(Path.Combine(folder, "import.sh"), "shell");
        return page.text.ToString();
    }

    public static string Of(DataSource source, DirectoryInfo examples)
    {
        var page = new DocumentationPage();
        page.Head($"{source.TypeName} (Data Source)", "", source.Schema.Description);
        page.Example(Path.Combine(examples.FullName, "data-sources", source.TypeName, "data-source.tf"), "terraform");
        page.Attributes(source.Schema);
        return page.text.ToString();
    }

    public static string Of(EphemeralResource resource, DirectoryInfo examples)
    {
        var page = new DocumentationPage();
        page.Head($"{resource.TypeName} (Ephemeral Resource)", "", resource.Schema.Description);
        page.Example(Path.Combine(examples.FullName, "ephemeral-resources", resource.TypeName, "ephemeral-resource.tf"), "terraform");
        page.Attributes(resource.Schema);
        return page.text.ToString();
    }

    public static string Of(ProviderFunction function, DirectoryInfo examples)
    {
        var page = new DocumentationPage();
        page.Head($"{function.Name} (Function)", "", function.Summary + ". " + function.Description);
        page.Example(Path.Combine(examples.FullName, "functions", function.Name, "function.tf"), "terraform");
        page.text.Append("\n## Arguments\n\n");
        foreach (var parameter in function.Parameters)
        {
            page.text.Append($"- `{parameter.Name}` ({TypeName(parameter.Type)}) {parameter.Description}\n");
        }

        return page.text.ToString();
    }

    private static string TypeName(CtyType type) => type.Kind switch
    {
        CtyKind.Text => "String",
        CtyKind.Number => "Number",
        CtyKind.Truth => "Boolean",
        CtyKind.Sequence => $"List of {TypeName(type.Element!)}",
        CtyKind.Mapping => $"Map of {TypeName(type.Element!)}",
        CtyKind.Record => "Object",
        var kind => throw new NotSupportedException($"No page shows a {kind} yet."),
    };

    private void Head(string title, string category, string description) =>
        text.Append($"---\npage_title: \"{title}\"\nsubcategory: \"{category}\"\n---\n\n# {title}\n\n{description}\n");

    private void Example(string file, string language)
    {
        text.Append("\n## Example Usage\n\n");
        Code(file, language);
    }

    private void Code(string file, string language) =>
        text.Append($"```{language}\n{File.ReadAllText(file).TrimEnd('\n')}\n```\n");

    private void Attributes(ObjectSchema schema)
    {
        text.Append("\n## Schema\n");
        Group("Required", schema.Attributes.Where(a => a.Required));
        Group("Optional", schema.Attributes.Where(a => a.Optional));
        Group("Read-Only", schema.Attributes.Where(a => a is { Computed: true, Optional: false }));
        Nested(schema, "");
    }

    // The attributes inside of objects, each under its own heading.
    private void Nested(ObjectSchema schema, string parent)
    {
        foreach (var attribute in schema.Attributes.Where(a => a.Nested is not null).OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var path = parent.Length == 0 ? attribute.Name : $"{parent}.{attribute.Name}";
            text.Append($"\n### Nested Schema for `{path}`\n");
            Group("Required", attribute.Nested!.Attributes.Where(a => a.Required), "####");
            Group("Optional", attribute.Nested.Attributes.Where(a => a.Optional), "####");
            Group("Read-Only", attribute.Nested.Attributes.Where(a => a is { Computed: true, Optional: false }), "####");
            Nested(attribute.Nested, path);
        }
    }

    private void Group(string title, IEnumerable<SchemaAttribute> attributes, string level = "###")
    {
        var sorted = attributes.OrderBy(a => a.Name, StringComparer.Ordinal).ToList();
        if (sorted.Count == 0)
        {
            return;
        }

        text.Append($"\n{level} {title}\n\n");
        foreach (var attribute in sorted)
        {
            var marks = (attribute.Sensitive ? ", Sensitive" : "") + (attribute.WriteOnly ? ", Write-only" : "");
            text.Append($"- `{attribute.Name}` ({TypeName(attribute.Type)}{marks}) {attribute.Description}\n");
        }
    }
}
