using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_forward</c>.</summary>
internal sealed class ForwardResource : TableResource<Forward, ForwardPut>
{
    public ForwardResource()
        : base("waypost_forward", "account", api => api.Forwards, item => item.Account, WaypostJsonContext.Default.Forward, WaypostJsonContext.Default.ForwardPut) => Schema = new ObjectSchema(
            "A forward: where an account's mail goes instead of, or beside, its mailbox, as `~/.forward` has it.",
            Id("The account in lower case."),
            Key("The account, with `+detail` where it is for that alone. Case does not matter. A change replaces the forward."),
            new SchemaAttribute("targets", CtyType.ListOf(CtyType.Text), "Addresses and local names; `\\name` among them keeps a copy. Their order does not matter.") { Required = true, Canonical = TextForms.Unordered });

    public override ObjectSchema Schema { get; }
}
