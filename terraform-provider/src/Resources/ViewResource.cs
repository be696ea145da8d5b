using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_view</c>.</summary>
internal sealed class ViewResource : TableResource<DnsView, DnsViewPut>
{
    public ViewResource()
        : base("waypost_view", "name", api => api.Views, item => item.Name, WaypostJsonContext.Default.DnsView, WaypostJsonContext.Default.DnsViewPut) => Schema = new ObjectSchema(
            "A view: other zones for other clients, as BIND's `view` statement.",
            Id("The name."),
            Key("The name. A change replaces the view."),
            new SchemaAttribute("position", CtyType.Number, "Views are tried in ascending order of this number; the default view comes last. Default: 0.") { Optional = true, Computed = true, Default = CtyValue.Of(0) },
            new SchemaAttribute("class", CtyType.Text, "`IN`, `CH` or `HS`. Default: `IN`.") { Optional = true, Canonical = TextForms.Word },
            TextForms.ElementsAttribute("match_clients", "Peers that see it. Default: any."),
            TextForms.ElementsAttribute("match_destinations", "Addresses of the server at which it is seen. Default: any."),
            TextForms.TruthAttribute("match_recursive_only", "Whether only queries with RD set see it. Default: false."),
            TextForms.TruthAttribute("recursion", "Kept for export: this server does not recurse."),
            TextForms.ElementsAttribute("allow_recursion", "Kept for export: this server does not recurse."),
            SchemaAttribute.Object("settings", ZoneSettingsSchema.Shared, "Settings for its zones."));

    public override ObjectSchema Schema { get; }

    protected override string CanonicalKey(string key) => key;

    protected override CtyValue ToValue(DnsView answer, CtyValue known)
    {
        var value = base.ToValue(answer, known);
        return value.With("settings", ZoneSettingsSchema.NullWhenEmpty(value["settings"]));
    }
}
