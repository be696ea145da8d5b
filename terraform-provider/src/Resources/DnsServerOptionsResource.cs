using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_dns_server_options</c>, of which a server has one.</summary>
internal sealed class DnsServerOptionsResource : ManagedResource
{
    private const string OnlyId = "dns-settings";

    public override string TypeName => "waypost_dns_server_options";

    public override IReadOnlyList<string> IdentityAttributes { get; } = ["id"];

    public override ObjectSchema Schema { get; } = new(
        "What holds for the whole DNS server: the part of BIND's `options` and `logging` that acts. A server has one, so a configuration has this once; destroying it brings the defaults back.",
        Id("`dns-settings`."),
        SchemaAttribute.Object("settings", ZoneSettingsSchema.Shared, "Settings for all zones."),
        TextForms.ElementsAttribute("blackhole", "Whose messages are dropped unanswered. Default: nobody's."),
        TextForms.TruthAttribute("recursion", "Kept for export: this server does not recurse."),
        TextForms.ElementsAttribute("allow_recursion", "Kept for export: this server does not recurse."),
        TextForms.TruthAttribute("query_log", "Whether queries are logged. Default: when the category `queries` has channels."),
        new SchemaAttribute("categories", CtyType.MapOf(CtyType.ListOf(CtyType.Text)), "The channels of each logging category: `queries`, `update`, `update-security`, `xfer-in`, `xfer-out`, `notify`, `security`, `general`, `default`.") { Optional = true });

    public override CtyValue Derive(CtyValue value) => value.With("id", CtyValue.Of(OnlyId));

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken) =>
        ToValue((await api.Client.DnsSettings.GetAsync(cancellationToken)).Value);

    public override Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken) => PutAsync(api, plan, cancellationToken);

    public override Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken) => PutAsync(api, plan, cancellationToken);

    public override Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        api.Client.DnsSettings.PutAsync(new DnsSettings(), Precondition.None, cancellationToken);

    public override CtyValue? Import(string id, DiagnosticList diagnostics) => Schema.ObjectOf(("id", CtyValue.Of(OnlyId)));

    private async Task<CtyValue> PutAsync(ApiSession api, CtyValue plan, CancellationToken cancellationToken) =>
        ToValue((await api.Client.DnsSettings.PutAsync(JsonValues.Write(plan, Schema, WaypostJsonContext.Default.DnsSettings, "id"), Precondition.None, cancellationToken)).Value);

    private CtyValue ToValue(DnsSettings answer)
    {
        var value = JsonValues.Read(answer, WaypostJsonContext.Default.DnsSettings, Schema);
        return value.With("settings", ZoneSettingsSchema.NullWhenEmpty(value["settings"]));
    }
}
