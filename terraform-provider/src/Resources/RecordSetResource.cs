using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_record_set</c>: one RRset.</summary>
internal sealed class RecordSetResource : ManagedResource
{
    private const long DefaultTtl = 3600;

    public override string TypeName => "waypost_record_set";

    public override IReadOnlyDictionary<string, string> RenamedMembers { get; } = new Dictionary<string, string> { ["owner"] = "name" };

    public override ObjectSchema Schema { get; } = new(
        "A record set (RRset): all records of one name and type.",
        Id("`zone/owner/TYPE`, which is also the import id."),
        new SchemaAttribute("fqdn", CtyType.Text, "The full name, with its final dot.") { Computed = true },
        new SchemaAttribute("zone", CtyType.Text, "The zone's name. Case and a final dot do not matter. A change replaces the record set.")
        {
            Required = true,
            RequiresReplace = true,
            Canonical = ZoneNames.Canonical,
        },
        new SchemaAttribute("name", CtyType.Text, "The owner: relative to the zone (`www`, `*.dev`), `@` for the zone's own name, or a full name with its final dot. Case does not matter. A change replaces the record set.")
        {
            Required = true,
            RequiresReplace = true,
            Canonical = (whole, value) => whole["zone"].Text is { } zone && value.Text is { } name ? RecordSetForms.Owner(zone, name) : null,
        },
        new SchemaAttribute("type", CtyType.Text, "The type, for example `A`, `MX`, or `TYPE65` for any other (RFC 3597). A change replaces the record set.")
        {
            Required = true,
            RequiresReplace = true,
            Canonical = (_, value) => value.Text?.ToUpperInvariant(),
        },
        new SchemaAttribute("ttl", CtyType.Number, "Time to live in seconds. Default: 3600.")
        {
            Optional = true,
            Computed = true,
            Default = CtyValue.Of(DefaultTtl),
        },
        new SchemaAttribute("records", CtyType.ListOf(CtyType.Text), "The records' data as in a zone file, for example `10 mail.example.com.`. Names without a final dot are relative to the zone. Order, case of names and ways of writing the same data do not matter.")
        {
            Required = true,
            Canonical = RecordSetForms.Records,
        });

    public override void Validate(CtyValue config, DiagnosticList diagnostics) => RecordSetForms.Validate(config, diagnostics);

    public override CtyValue Derive(CtyValue value)
    {
        if (value["zone"].Text is not { } zone || value["name"].Text is not { } name || value["type"].Text is not { } type)
        {
            return value;
        }

        var id = $"{ZoneNames.ApiName(zone)}/{RecordSetForms.Relative(zone, name)}/{type.ToUpperInvariant()}";
        return value.With("id", CtyValue.Of(id)).With("fqdn", CtyValue.Of(RecordSetForms.Owner(zone, name) ?? name));
    }

    public override async Task<CtyValue?> ReadAsync(WaypostClient api, CtyValue state, CancellationToken cancellationToken)
    {
        var (zone, owner, type) = Key(state);
        return await api.Rrsets.FindAsync(zone, owner, type, cancellationToken) is { } found ? ToValue(zone, found.Value) : null;
    }

    public override async Task<CtyValue> CreateAsync(WaypostClient api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var (zone, owner, type) = Key(plan);

        // A zone comes with these two, so "creating" them is taking them over.
        var condition = IsApexOfZone(owner, type) ? Precondition.None : Precondition.Absent;
        return ToValue(zone, (await api.Rrsets.PutAsync(zone, owner, type, Body(plan), condition, cancellationToken)).Value);
    }

    public override async Task<CtyValue> UpdateAsync(WaypostClient api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var (zone, owner, type) = Key(plan);
        return ToValue(zone, (await api.Rrsets.PutAsync(zone, owner, type, Body(plan), Precondition.Exists, cancellationToken)).Value);
    }

    public override Task DeleteAsync(WaypostClient api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var (zone, owner, type) = Key(prior);
        if (IsApexOfZone(owner, type))
        {
            diagnostics.Warning("Record set left in place", $"A zone cannot be without the {type} at its own name, so it stays as it is until the zone is destroyed or it is replaced.");
            return Task.CompletedTask;
        }

        return api.Rrsets.DeleteAsync(zone, owner, type, Precondition.None, cancellationToken);
    }

    public override CtyValue? Import(string id, DiagnosticList diagnostics)
    {
        // Neither the type nor the owner has a slash in practice, but a zone of RFC 2317 has: 0/25.2.0.192.in-addr.arpa.
        var typeAt = id.LastIndexOf('/');
        var ownerAt = typeAt > 0 ? id.LastIndexOf('/', typeAt - 1) : -1;
        if (ownerAt <= 0 || ownerAt + 1 == typeAt || typeAt + 1 == id.Length)
        {
            diagnostics.Error("Invalid import id", $"\"{id}\" is not zone/owner/TYPE, for example example.com/www/A or example.com/@/MX.");
            return null;
        }

        return Schema.ObjectOf(("zone", CtyValue.Of(id[..ownerAt])), ("name", CtyValue.Of(id[(ownerAt + 1)..typeAt])), ("type", CtyValue.Of(id[(typeAt + 1)..].ToUpperInvariant())));
    }

    private static bool IsApexOfZone(string owner, string type) => owner == "@" && type is ("SOA" or "NS");

    private static (string Zone, string Owner, string Type) Key(CtyValue value)
    {
        var zone = Text(value, "zone");
        return (ZoneNames.ApiName(zone), RecordSetForms.Relative(zone, Text(value, "name")), Text(value, "type").ToUpperInvariant());
    }

    private static RrsetPut Body(CtyValue plan) => new(plan["records"].Texts ?? [], plan["ttl"].Whole);

    private CtyValue ToValue(string zone, Rrset answer) => Schema.ObjectOf(
        ("zone", CtyValue.Of(zone)),
        ("name", CtyValue.Of(answer.Owner)),
        ("type", CtyValue.Of(answer.Type)),
        ("ttl", CtyValue.Of(answer.Ttl)),
        ("records", CtyValue.Of(answer.Records)));
}
