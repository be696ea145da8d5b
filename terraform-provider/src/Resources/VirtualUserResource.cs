using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_virtual_user</c>.</summary>
internal sealed class VirtualUserResource : TableResource<VirtualUser, VirtualUserPut>
{
    public VirtualUserResource()
        : base("waypost_virtual_user", "address", api => api.VirtualUsers, item => item.Address, WaypostJsonContext.Default.VirtualUser, WaypostJsonContext.Default.VirtualUserPut) => Schema = new ObjectSchema(
            "A virtual user: mail for an address, or for a whole domain, goes to one target, as sendmail's `virtusertable` has it.",
            Id("The address in lower case."),
            Key("`user@domain`, `user+*@domain`, or `@domain` for everyone else in it. Case does not matter. A change replaces the virtual user."),
            new SchemaAttribute("target", CtyType.Text, "A local name or an address; `%1` stands for the local part.")
            {
                Required = true,
                Canonical = (_, value) => value.Text is { } target ? MailNames.Target(target) : null,
            });

    public override ObjectSchema Schema { get; }
}
