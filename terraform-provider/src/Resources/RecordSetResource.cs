using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_record_set</c>: one RRset.</summary>
internal sealed class RecordSetResource : ManagedResource
{
    public override string TypeName => "waypost_record_set";

    public override IReadOnlyDictionary<string, string> RenamedMembers { get; } = new Dictionary<string, string> { ["owner"] = "name" };

    public override IReadOnlyList<string> IdentityAttributes { get; } = ["zone", "name", "type", "view"];

    public override ObjectSchema Schema { get; } = new(
        "A record set (RRset): all records of one name and type. Concurrent changes of one zone are sent as one, so that the zone gets one new version.",
        Id("`zone/owner/TYPE`, which is also the import id; with `?view=NAME` for a zone of a view."),
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
            Canonical = (_, value) => value.Text is { } type ? RecordSetForms.CanonicalType(type) : null,
        },
        new SchemaAttribute("view", CtyType.Text, "The view of the zone. Default: the default view. A change replaces the record set.") { Optional = true, RequiresReplace = true },
        new SchemaAttribute("ttl", CtyType.Text, "Time to live: seconds, or with units (`5m`, `1h30m`). Default: 3600.")
        {
            Optional = true,
            Computed = true,
            Default = CtyValue.Of("3600"),
            Canonical = (_, value) => value.Text is { } ttl ? RecordSetForms.Seconds(ttl)?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        },
        new SchemaAttribute("records", CtyType.ListOf(CtyType.Text), "The records' data as in a zone file, for example `10 mail.example.com.`. Names without a final dot are relative to the zone. Order, case of names and ways of writing the same data do not matter; a text longer than 255 bytes is cut into strings.")
        {
            Required = true,
            Canonical = RecordSetForms.Records,
        });

    public override void Validate(CtyValue config, DiagnosticList diagnostics) =>
        RecordSetChecks.Validate(config["zone"], config["name"], config["type"], config["ttl"], config["records"], member => [member], diagnostics);

    public override void CheckPlan(ApiSession session, CtyValue plan, DiagnosticList diagnostics)
    {
        if (plan["fqdn"].Text is { } owner && plan["zone"].Text is { } zone && plan["type"].Text is { } type && !plan["view"].IsUnknown
            && session.Planned.Add($"{plan["view"].Text}/{ZoneNames.ApiName(zone)}/{owner}", RecordSetForms.CanonicalType(type)) is { } other)
        {
            diagnostics.Error("A CNAME stands alone", $"{owner} is to have {RecordSetForms.CanonicalType(type)} and {other} records, but beside a CNAME there can be no others (RFC 1034 section 3.6.2).", "type");
        }
    }

    public override CtyValue Spell(CtyValue reference, CtyValue actual)
    {
        var spelled = base.Spell(reference, actual);
        return spelled["zone"].Text is { } zone && spelled["type"].Text is { } type && reference["records"].Texts is { } state && spelled["records"].Texts is { } read
            ? spelled.With("records", CtyValue.Of(RecordSetForms.Spell(zone, type, state, read)))
            : spelled;
    }

    public override CtyValue SpellPlan(CtyValue prior, CtyValue plan) => base.Spell(prior, plan);

    public override CtyValue Derive(CtyValue value)
    {
        if (value["zone"].Text is not { } zone || value["name"].Text is not { } name || value["type"].Text is not { } type || value["view"].IsUnknown)
        {
            return value;
        }

        var view = value["view"].Text is { } named ? "?view=" + named : "";
        var id = $"{ZoneNames.ApiName(zone)}/{RecordSetForms.Relative(zone, name)}/{RecordSetForms.CanonicalType(type)}{view}";
        return value.With("id", CtyValue.Of(id)).With("fqdn", CtyValue.Of(RecordSetForms.Owner(zone, name) ?? name));
    }

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken)
    {
        var (zone, owner, type) = Key(state);
        return await Zone(api, state).FindAsync(owner, type, cancellationToken) is { } found ? ToValue(zone, state, found) : null;
    }

    public override async Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        // A zone comes with these two, so "creating" them is taking them over.
        var (_, owner, type) = Key(plan);
        await Zone(api, plan).WriteAsync(Change(plan, IsApexOfZone(owner, type) ? null : false), cancellationToken);
        return plan;
    }

    public override async Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        await Zone(api, plan).WriteAsync(Change(plan, true), cancellationToken);
        return plan;
    }

    public override Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        var (_, owner, type) = Key(prior);
        if (IsApexOfZone(owner, type))
        {
            diagnostics.Warning("Record set left in place", $"A zone cannot be without the {type} at its own name, so it stays as it is until the zone is destroyed or it is replaced.");
            return Task.CompletedTask;
        }

        return Zone(api, prior).WriteAsync(new RrsetPatch(owner, type), cancellationToken);
    }

    public override CtyValue? Import(string id, DiagnosticList diagnostics)
    {
        // Neither the type nor the owner has a slash in practice, but a zone of RFC 2317 has: 0/25.2.0.192.in-addr.arpa.
        var (path, view) = ViewSuffix.Split(id);
        var typeAt = path.LastIndexOf('/');
        var ownerAt = typeAt > 0 ? path.LastIndexOf('/', typeAt - 1) : -1;
        if (ownerAt <= 0 || ownerAt + 1 == typeAt || typeAt + 1 == path.Length)
        {
            diagnostics.Error("Invalid import id", $"\"{id}\" is not zone/owner/TYPE, for example example.com/www/A or example.com/@/MX.");
            return null;
        }

        return Schema.ObjectOf(
            ("zone", CtyValue.Of(path[..ownerAt])), ("name", CtyValue.Of(path[(ownerAt + 1)..typeAt])), ("type", CtyValue.Of(path[(typeAt + 1)..].ToUpperInvariant())), ("view", CtyValue.Of(view)));
    }

    public override CtyValue? Move(string provider, string typeName, ReadOnlyMemory<byte> state, DiagnosticList diagnostics) =>
        ForeignRecords.Read(typeName, state) is { } found
            ? Derive(Schema.ObjectOf(
                ("zone", CtyValue.Of(found.Zone)), ("name", CtyValue.Of(found.Owner)), ("type", CtyValue.Of(found.Type)), ("ttl", CtyValue.Of(found.Ttl)), ("records", CtyValue.Of(found.Records))))
            : null;

    public static bool IsApexOfZone(string owner, string type) => owner == "@" && type is ("SOA" or "NS");

    private static ZoneRecords Zone(ApiSession api, CtyValue value) => api.Records(ZoneNames.ApiName(Text(value, "zone")), value["view"].Text);

    private static (string Zone, string Owner, string Type) Key(CtyValue value)
    {
        var zone = Text(value, "zone");
        return (ZoneNames.ApiName(zone), RecordSetForms.Relative(zone, Text(value, "name")), RecordSetForms.CanonicalType(Text(value, "type")));
    }

    private static RrsetPatch Change(CtyValue plan, bool? exists)
    {
        var (_, owner, type) = Key(plan);
        return new RrsetPatch(owner, type, RecordSetForms.Seconds(Text(plan, "ttl")), [.. (plan["records"].Texts ?? []).Select(record => RecordSetForms.Sent(type, record))], exists);
    }

    private CtyValue ToValue(string zone, CtyValue state, Rrset answer) => Schema.ObjectOf(
        ("zone", CtyValue.Of(zone)),
        ("name", CtyValue.Of(answer.Owner)),
        ("type", CtyValue.Of(answer.Type)),
        ("view", state["view"]),
        ("ttl", CtyValue.Of(answer.Ttl.ToString(System.Globalization.CultureInfo.InvariantCulture))),
        ("records", CtyValue.Of(answer.Records)));
}
