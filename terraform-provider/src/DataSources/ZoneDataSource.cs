using System.Globalization;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Resources;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.DataSources;

/// <summary><c>data.waypost_zone</c>.</summary>
internal sealed class ZoneDataSource : DataSource
{
    public override string TypeName => "waypost_zone";

    public override ObjectSchema Schema { get; } = new(
        "A zone that exists already.",
        new SchemaAttribute("id", CtyType.Text, "The name in lower case, without final dot.") { Computed = true },
        new SchemaAttribute("name", CtyType.Text, "The zone's name. Case and a final dot do not matter.") { Required = true },
        new SchemaAttribute("view", CtyType.Text, "The view that the zone is in. Default: the default view.") { Optional = true },
        new SchemaAttribute("primaries", CtyType.ListOf(CtyType.Text), "Where a secondary zone transfers from.") { Computed = true },
        new SchemaAttribute("kind", CtyType.Text, "The kind, `primary` for example.") { Computed = true },
        new SchemaAttribute("serial", CtyType.Number, "The SOA's serial as it is now; it rises with every write.") { Computed = true },
        new SchemaAttribute("record_count", CtyType.Number, "How many records the zone has.") { Computed = true },
        new SchemaAttribute("created_at", CtyType.Text, "When the zone was created (RFC 3339, UTC).") { Computed = true },
        new SchemaAttribute("updated_at", CtyType.Text, "When the zone last changed (RFC 3339, UTC).") { Computed = true });

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue config, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var name = config["name"].Text ?? "";
        if (await api.Client.Zones.InView(config["view"].Text).FindAsync(ZoneNames.ApiName(name), cancellationToken) is not { } found)
        {
            diagnostics.Error("No such zone", $"There is no zone {name}.", "name");
            return null;
        }

        var zone = found.Value;
        return Schema.ObjectOf(
            ("id", CtyValue.Of(zone.Name)),
            ("name", CtyValue.Of(name)),
            ("view", config["view"]),
            ("primaries", zone.Primaries is { } primaries ? CtyValue.Of(primaries) : CtyValue.Null),
            ("kind", CtyValue.Of(zone.Kind)),
            ("serial", CtyValue.Of(zone.Serial)),
            ("record_count", CtyValue.Of(zone.RecordCount)),
            ("created_at", Timestamp(zone.CreatedAt)),
            ("updated_at", Timestamp(zone.UpdatedAt)));
    }

    private static CtyValue Timestamp(DateTimeOffset time) =>
        CtyValue.Of(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
