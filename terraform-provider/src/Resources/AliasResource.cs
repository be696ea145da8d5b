using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_alias</c>.</summary>
internal sealed class AliasResource : KeyedResource<Alias>
{
    public AliasResource() => Schema = new ObjectSchema(
        "An alias: mail for a local name goes to other names or addresses, as `/etc/aliases` has it.",
        Id("The name in lower case."),
        Key("The local name, for example `sales`. Case does not matter. A change replaces the alias."),
        new SchemaAttribute("targets", CtyType.ListOf(CtyType.Text), "Local names, `\\names` (no further aliasing) or addresses. Their order does not matter.")
        {
            Required = true,
            Canonical = (_, value) => value.Texts is { } targets ? string.Join('\n', targets.Select(MailNames.Target).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) : null,
        });

    public override string TypeName => "waypost_alias";

    public override ObjectSchema Schema { get; }

    protected override string KeyAttribute => "name";

    protected override string CanonicalKey(string key) => MailNames.Key(key);

    protected override ResourceClient<Alias> Collection(WaypostClient api) => api.Aliases;

    protected override Task<Tagged<Alias>> PutAsync(WaypostClient api, CtyValue plan, CtyValue config, Precondition condition, CancellationToken cancellationToken) =>
        api.Aliases.PutAsync(Text(plan, "name"), new AliasPut(plan["targets"].Texts ?? []), condition, cancellationToken);

    protected override CtyValue ToValue(Alias answer, CtyValue known) =>
        Schema.ObjectOf(("name", CtyValue.Of(answer.Name)), ("targets", CtyValue.Of(answer.Targets)));
}
