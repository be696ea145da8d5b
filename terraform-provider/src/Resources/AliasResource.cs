using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_alias</c>.</summary>
internal sealed class AliasResource : TableResource<Alias, AliasPut>
{
    public AliasResource()
        : base("waypost_alias", "name", api => api.Aliases, item => item.Name, WaypostJsonContext.Default.Alias, WaypostJsonContext.Default.AliasPut) => Schema = new ObjectSchema(
            "An alias: mail for a local name goes to other names or addresses, as `/etc/aliases` has it.",
            Id("The name in lower case."),
            Key("The local name, for example `sales`. Case does not matter. A change replaces the alias."),
            new SchemaAttribute("targets", CtyType.ListOf(CtyType.Text), "Local names, `\\names` (no further aliasing) or addresses. Their order does not matter.")
            {
                Required = true,
                Canonical = TextForms.Unordered,
            });

    public override ObjectSchema Schema { get; }
}
