using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_virtual_user</c>.</summary>
internal sealed class VirtualUserResource : KeyedResource<VirtualUser>
{
    public VirtualUserResource() => Schema = new ObjectSchema(
        "A virtual user: mail for an address, or for a whole domain, goes to one target, as sendmail's `virtusertable` has it.",
        Id("The address in lower case."),
        Key("`user@domain`, `user+*@domain` or `@domain`. Case does not matter. A change replaces the virtual user."),
        new SchemaAttribute("target", CtyType.Text, "A local name, an address, or `error:nouser 550 text`.")
        {
            Required = true,
            Canonical = (_, value) => value.Text is { } target ? MailNames.Target(target) : null,
        });

    public override string TypeName => "waypost_virtual_user";

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "address";

    protected override string CanonicalKey(string key) => MailNames.Key(key);

    protected override ResourceClient<VirtualUser> Collection(WaypostClient api) => api.VirtualUsers;

    protected override Task<Tagged<VirtualUser>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.VirtualUsers.PutAsync(Text(plan, "address"), new VirtualUserPut(Text(plan, "target")), condition, cancellationToken);

    protected override CtyValue ToValue(VirtualUser answer, CtyValue known) =>
        Schema.ObjectOf(("address", CtyValue.Of(answer.Address)), ("target", CtyValue.Of(answer.Target)));
}
