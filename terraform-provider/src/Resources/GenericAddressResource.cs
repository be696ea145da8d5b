using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_generic_address</c>.</summary>
internal sealed class GenericAddressResource : TableResource<GenericAddress, GenericAddressPut>
{
    public GenericAddressResource()
        : base("waypost_generic_address", "address", api => api.GenericAddresses, item => item.Address, WaypostJsonContext.Default.GenericAddress, WaypostJsonContext.Default.GenericAddressPut) => Schema = new ObjectSchema(
            "The address that stands for a local one in outgoing mail, as sendmail's `genericstable` has it.",
            Id("The address in lower case."),
            Key("The local name or address. Case does not matter. A change replaces it."),
            new SchemaAttribute("target", CtyType.Text, "The address that takes its place.") { Required = true, Canonical = (_, value) => value.Text is { } target ? MailNames.Target(target) : null });

    public override ObjectSchema Schema { get; }
}
