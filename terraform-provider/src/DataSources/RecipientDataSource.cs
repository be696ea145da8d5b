using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_recipient</c>.</summary>
internal sealed class RecipientDataSource : DataSource
{
    public override string TypeName => "waypost_recipient";

    public override ObjectSchema Schema { get; } = new(
        "Where mail for an address goes, and by which alias, virtual user or forward.",
        new SchemaAttribute("address", CtyType.Text, "The address.") { Required = true },
        new SchemaAttribute("accounts", CtyType.ListOf(CtyType.Text), "The accounts whose mailboxes get it.") { Computed = true },
        new SchemaAttribute("remote_addresses", CtyType.ListOf(CtyType.Text), "The addresses elsewhere that get it.") { Computed = true },
        new SchemaAttribute("reply", CtyType.Text, "The refusal, when it is refused.") { Computed = true },
        new SchemaAttribute("steps", CtyType.ListOf(CtyType.Text), "Which table's key turned what into what, each as `table key -> result`.") { Computed = true });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var found = await api.Client.Recipients.ResolveAsync(config["address"].Text ?? "", cancellationToken);
        return Schema.ObjectOf(
            ("address", config["address"]),
            ("accounts", CtyValue.Of(found.Accounts)),
            ("remote_addresses", CtyValue.Of(found.RemoteAddresses)),
            ("reply", CtyValue.Of(found.Reply)),
            ("steps", CtyValue.Of(found.Steps.Select(step => $"{step.Table} {step.Key} -> {step.Result}"))));
    }
}
