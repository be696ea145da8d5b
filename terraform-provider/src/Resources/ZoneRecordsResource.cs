using Waypost.Client;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_zone_records</c>: many RRsets of a zone, or all of them, as one map.</summary>
internal sealed class ZoneRecordsResource : ManagedResource
{
    private const string Exclusive = "exclusive=true";

    public override string TypeName => "waypost_zone_records";

    public override IReadOnlyList<string> IdentityAttributes { get; } = ["zone", "view"];

    public override ObjectSchema Schema { get; } = new(
        "Many record sets of a zone in one resource: a map keyed `owner/TYPE`. Thousands plan and apply in about the time of one, by one listing and one atomic write. Additive, it minds its own keys and leaves all others alone; exclusive, it deletes what is not in the map.",
        Id("The zone's name; the import id too, with `?exclusive=true` to import it as exclusive and `?view=NAME` in a view."),
        new SchemaAttribute("zone", CtyType.Text, "The zone's name. Case and a final dot do not matter. A change replaces the records.") { Required = true, RequiresReplace = true, Canonical = ZoneNames.Canonical },
        new SchemaAttribute("view", CtyType.Text, "The view of the zone. Default: the default view. A change replaces the records.") { Optional = true, RequiresReplace = true },
        new SchemaAttribute("exclusive", CtyType.Truth, "Whether records of the zone that are not in the map are deleted. The SOA, the apex NS and what `ignore` names are left alone unless the map has them. Default: false.")
        {
            Optional = true,
            Computed = true,
            Default = CtyValue.Of(false),
        },
        new SchemaAttribute("ignore", CtyType.ListOf(CtyType.Text), "Records of others in an exclusive zone, as `owner/TYPE` with `*` for anything: `_acme-challenge*/TXT`, `*/TLSA`, `dyn/*`.") { Optional = true },
        SchemaAttribute.MapOfObjects("records", ZoneRecordsMap.Entry, "Record sets by `owner/TYPE`: `www/A`, `@/MX`, `*.dev/CNAME`. Case of the key and full owners with their final dot do not matter."));

    public override void Validate(CtyValue config, DiagnosticList diagnostics) => ZoneRecordsMap.Validate(config, diagnostics);

    public override void CheckPlan(ApiSession session, CtyValue plan, DiagnosticList diagnostics)
    {
        if (plan["zone"].Text is not { } zone || plan["view"].IsUnknown || plan["records"].Members is not { } entries)
        {
            return;
        }

        foreach (var key in entries.Keys)
        {
            if (ZoneRecordsMap.Split(zone, key) is { } at && session.Planned.Add($"{plan["view"].Text}/{ZoneNames.ApiName(zone)}/{RecordSetForms.Owner(zone, at.Owner)}", at.Type) is { } other)
            {
                diagnostics.Error("A CNAME stands alone", $"{at.Owner} is to have {at.Type} and {other} records, but beside a CNAME there can be no others (RFC 1034 section 3.6.2).", "records", new MapKey(key));
            }
        }
    }

    public override CtyValue Spell(CtyValue reference, CtyValue actual) => ZoneRecordsMap.Spell(reference, Schema.SpellAs(reference, actual), isPlan: false);

    public override CtyValue SpellPlan(CtyValue prior, CtyValue plan) => ZoneRecordsMap.Spell(prior, Schema.SpellAs(prior, plan), isPlan: true);

    public override CtyValue Derive(CtyValue value) =>
        value["zone"].Text is { } zone && !value["view"].IsUnknown ? value.With("id", CtyValue.Of(ViewSuffix.Join(ZoneNames.ApiName(zone), value["view"].Text))) : value;

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken)
    {
        var zone = Text(state, "zone");
        if (await Zone(api, state).ListAsync(cancellationToken) is not { } listed)
        {
            return null;
        }

        var isImport = state["records"].IsNull;
        var isExclusive = state["exclusive"].Truth == true;
        var mine = ZoneRecordsMap.Canonical(zone, state["records"]);
        var kept = listed.Values.Where(rrset => mine.ContainsKey(ZoneRecords.Key(rrset.Owner, rrset.Type)) || ((isImport || isExclusive) && !IsLeftAlone(rrset, state, isImport)));
        return state.With("zone", CtyValue.Of(ZoneNames.ApiName(zone)))
            .With("exclusive", CtyValue.Of(isExclusive))
            .With("records", CtyValue.Of(kept.ToDictionary(rrset => ZoneRecords.Key(rrset.Owner, rrset.Type), ZoneRecordsMap.ToEntry, StringComparer.Ordinal)));
    }

    public override async Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var zone = Text(plan, "zone");
        var isExclusive = plan["exclusive"].Truth == true;
        var listed = await Zone(api, plan).ListAsync(cancellationToken) ?? throw new InvalidDataException($"There is no zone {zone}.");
        var prior = listed.Values.Where(rrset => isExclusive && !IsLeftAlone(rrset, plan, false))
            .ToDictionary(rrset => ZoneRecords.Key(rrset.Owner, rrset.Type), ZoneRecordsMap.ToEntry, StringComparer.Ordinal);
        if (!isExclusive)
        {
            ZoneRecordsMap.RefuseTaken(zone, plan["records"], listed);
        }

        return await WriteAsync(api, CtyValue.Of(prior), plan, cancellationToken);
    }

    public override Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken) =>
        prior["exclusive"].Truth != true && plan["exclusive"].Truth == true
            ? CreateAsync(api, plan, config, cancellationToken)
            : WriteAsync(api, prior["records"], plan, cancellationToken);

    public override async Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        await WriteAsync(api, prior["records"], prior.With("records", CtyValue.Of(new Dictionary<string, CtyValue>())), cancellationToken);

    public override CtyValue? Import(string id, DiagnosticList diagnostics)
    {
        var isExclusive = id.Contains(Exclusive, StringComparison.Ordinal);
        var (zone, view) = ViewSuffix.Split(id.Replace("&" + Exclusive, "", StringComparison.Ordinal).Replace(Exclusive + "&", "", StringComparison.Ordinal).Replace("?" + Exclusive, "", StringComparison.Ordinal));
        if (ZoneNames.Absolute(zone) is null)
        {
            diagnostics.Error("Invalid import id", $"\"{id}\" is not a zone's name, for example example.com, example.com?exclusive=true or example.com?view=internal.");
            return null;
        }

        return Schema.ObjectOf(("zone", CtyValue.Of(zone)), ("view", CtyValue.Of(view)), ("exclusive", CtyValue.Of(isExclusive)));
    }

    private static ZoneRecords Zone(ApiSession api, CtyValue value) => api.Records(ZoneNames.ApiName(Text(value, "zone")), value["view"].Text);

    // The zone needs its SOA and NS, and the server makes the rest of these.
    private static bool IsLeftAlone(Rrset rrset, CtyValue value, bool isImport) =>
        (rrset.Owner == "@" && (rrset.Type == "SOA" || (rrset.Type == "NS" && !isImport)))
        || rrset.Type is "RRSIG" or "NSEC" or "NSEC3" or "NSEC3PARAM"
        || (value["ignore"].Texts is { } patterns && patterns.Any(pattern => ZoneRecordsMap.IsMatch(pattern, ZoneRecords.Key(rrset.Owner, rrset.Type))));

    private static async Task<CtyValue> WriteAsync(ApiSession api, CtyValue prior, CtyValue plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var (changes, keys) = ZoneRecordsMap.Changes(Text(plan, "zone"), prior, plan["records"]);
        var records = Zone(api, plan);
        try
        {
            foreach (var chunk in changes.Chunk(ZoneRecordsMap.MaxChanges))
            {
                await records.WriteAllAsync(chunk);
            }
        }
        catch (WaypostApiException error) when (ZoneRecordsMap.Refusals(error, keys) is { Count: > 0 } refusals)
        {
            throw new RefusedAttributesException(refusals);
        }

        return plan;
    }
}
