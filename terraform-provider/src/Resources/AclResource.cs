using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_acl</c>.</summary>
internal sealed class AclResource : TableResource<Acl, AclPut>
{
    public AclResource()
        : base("waypost_acl", "name", api => api.Acls, item => item.Name, WaypostJsonContext.Default.Acl, WaypostJsonContext.Default.AclPut) => Schema = new ObjectSchema(
            "A named address match list, as BIND's `acl` statement.",
            Id("The name."),
            Key("The name. A change replaces the ACL."),
            new SchemaAttribute("elements", CtyType.ListOf(CtyType.Text), "Each as named.conf has it: `192.0.2.0/24`, `!10.0.0.1`, `key name`, `any`, `none`, `localhost`, `localnets`, the name of another ACL. The first that matches decides.")
            {
                Required = true,
                Canonical = TextForms.Elements,
            });

    public override ObjectSchema Schema { get; }

    protected override string CanonicalKey(string key) => key;
}
