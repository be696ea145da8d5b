using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_zones</c>.</summary>
internal sealed class ZonesDataSource : DataSource
{
    public override string TypeName => "waypost_zones";

    public override ObjectSchema Schema { get; } = new(
        "The names of all zones of a view, sorted.",
        new SchemaAttribute("view", CtyType.Text, "The view. Default: the default view.") { Optional = true },
        new SchemaAttribute("kind", CtyType.Text, "Only zones of this kind: `primary` or `secondary`.") { Optional = true },
        new SchemaAttribute("names", CtyType.ListOf(CtyType.Text), "The names, without final dots.") { Computed = true });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var zone in api.Client.Zones.InView(config["view"].Text ?? "_default").ListAsync(cancellationToken))
        {
            if (config["kind"].Text is not { } kind || kind == zone.Kind)
            {
                names.Add(zone.Name);
            }
        }

        return config.With("names", CtyValue.Of(names));
    }
}
