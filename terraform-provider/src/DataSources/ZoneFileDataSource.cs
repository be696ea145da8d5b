using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_zone_file</c>.</summary>
internal sealed class ZoneFileDataSource : DataSource
{
    public override string TypeName => "waypost_zone_file";

    public override ObjectSchema Schema { get; } = new(
        "A zone as a zone file (RFC 1035 section 5).",
        new SchemaAttribute("zone", CtyType.Text, "The zone's name.") { Required = true },
        new SchemaAttribute("view", CtyType.Text, "The view that the zone is in. Default: the default view.") { Optional = true },
        new SchemaAttribute("content", CtyType.Text, "The file.") { Computed = true });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var zones = api.Client.Zones.InView(config["view"].Text);
        return config.With("content", CtyValue.Of(await zones.ReadFileAsync(ZoneNames.ApiName(config["zone"].Text ?? ""), cancellationToken)));
    }
}
