using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary>A resource that exists already, looked up by what identifies it. Secrets, which the API does not tell, are left out.</summary>
internal sealed class ResourceDataSource : DataSource
{
    private readonly ManagedResource resource;

    public ResourceDataSource(ManagedResource resource)
    {
        this.resource = resource;
        Schema = new ObjectSchema(
            "One that exists already. " + resource.Schema.Description,
            [.. resource.Schema.Attributes.Where(a => !a.WriteOnly && !a.Sensitive && !a.Name.Contains("_wo_", StringComparison.Ordinal)).Select(ToLookup)]);
    }

    public override string TypeName => resource.TypeName;

    public override ObjectSchema Schema { get; }

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var key = resource.Schema.ObjectOf([.. Schema.Attributes.Where(a => !a.Computed).Select(a => (a.Name, config[a.Name]))]);
        if (await resource.ReadAsync(api, key, cancellationToken) is not { } found)
        {
            var wanted = string.Join(" ", resource.IdentityAttributes.Select(name => config[name].Text).Where(text => text is not null));
            diagnostics.Error("There is none", $"There is no {TypeName} {wanted}.");
            return null;
        }

        var derived = resource.Derive(found);
        return Schema.ObjectOf([.. Schema.Attributes.Select(a => (a.Name, a.Computed ? derived[a.Name] : config[a.Name]))]);
    }

    private SchemaAttribute ToLookup(SchemaAttribute attribute)
    {
        var isKey = resource.IdentityAttributes.Contains(attribute.Name, StringComparer.Ordinal) && (attribute.Name != "id" || resource is ApiKeyResource);
        var isOption = resource is ZoneRecordsResource && attribute.Name is "exclusive" or "ignore";
        return new SchemaAttribute(attribute.Name, attribute.Type, attribute.Description)
        {
            Nested = attribute.Nested is { } nested ? new ObjectSchema(nested.Description, [.. nested.Attributes.Select(ToComputed)]) : null,
            Required = isKey && (attribute.Required || attribute.Name == "id"),
            Optional = (isKey && !attribute.Required && attribute.Name != "id") || isOption,
            Computed = !isKey && !isOption,
        };
    }

    private static SchemaAttribute ToComputed(SchemaAttribute attribute) => new(attribute.Name, attribute.Type, attribute.Description)
    {
        Nested = attribute.Nested is { } nested ? new ObjectSchema(nested.Description, [.. nested.Attributes.Select(ToComputed)]) : null,
        Computed = true,
    };
}
