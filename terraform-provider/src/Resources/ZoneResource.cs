using Waypost.Client;
using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;
using Waypost.Terraform.Sessions;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_zone</c>: the zone with its SOA. Its serial rises with every write, so it is never in the state.</summary>
internal sealed class ZoneResource : ManagedResource
{
    private const string Primary = "primary";

    public override string TypeName => "waypost_zone";

    public override bool AdoptsIdentical => false;

    public override IReadOnlyList<string> IdentityAttributes { get; } = ["name", "view"];

    public override ObjectSchema Schema { get; } = new(
        "A zone. A primary one begins with a SOA and the NS of its primary name server, to which `waypost_record_set` and `waypost_zone_records` add, or with the records of `file`; a secondary one is transferred from its `primaries`.",
        Id("The name in lower case, without final dot; with `?view=NAME` in a view. It is also the import id."),
        new SchemaAttribute("name", CtyType.Text, "The zone's name, for example `example.com`. Case and a final dot do not matter. A change replaces the zone **and its records**.")
        {
            Required = true,
            RequiresReplace = true,
            Canonical = ZoneNames.Canonical,
        },
        new SchemaAttribute("view", CtyType.Text, "The view that the zone is in. Default: the default view. A change replaces the zone.") { Optional = true, RequiresReplace = true },
        new SchemaAttribute("kind", CtyType.Text, "`primary` or `secondary`. Default: `primary`. A change replaces the zone.")
        {
            Optional = true,
            Computed = true,
            RequiresReplace = true,
            Default = CtyValue.Of(Primary),
            Canonical = TextForms.Word,
        },
        ZoneSettingsSchema.Primaries(),
        new SchemaAttribute("primary_name_server", CtyType.Text, "The SOA's primary name server (MNAME), a full name. A new zone's NS names it too. Default: `ns1` in the zone.")
        {
            Optional = true,
            Computed = true,
            KeepsValue = true,
            Canonical = ZoneNames.Canonical,
        },
        new SchemaAttribute("hostmaster", CtyType.Text, "The mailbox of the person responsible (SOA's RNAME), as `hostmaster@example.com` or as a full name. Default: `hostmaster` in the zone.")
        {
            Optional = true,
            Computed = true,
            KeepsValue = true,
            Canonical = (_, value) => value.Text is { } mailbox ? RrsetNormalizer.NormalizeZoneName(ZoneNames.Mailbox(mailbox)) : null,
        },
        new SchemaAttribute("file", CtyType.Text, "The whole zone as a zone file, for example `file(\"example.com.zone\")`. Every record of the zone is then the file's; the serial, order and layout do not matter.")
        {
            Optional = true,
            Canonical = ZoneFileForm.Canonical,
        },
        SchemaAttribute.Object("settings", ZoneSettingsSchema.OfZone, "Who may ask, transfer and change the zone, whom it notifies, and the like. What is left out is as the view has it, then the server."));

    public override void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        foreach (var attribute in (string[])["name", "primary_name_server"])
        {
            if (config[attribute].Text is { } name && ZoneNames.Absolute(name) is null)
            {
                diagnostics.Error("Invalid name", $"\"{name}\" is not a domain name.", attribute);
            }
        }

        if (config["hostmaster"].Text is { } mailbox && RrsetNormalizer.NormalizeZoneName(ZoneNames.Mailbox(mailbox)) is null)
        {
            diagnostics.Error("Invalid mailbox", $"\"{mailbox}\" is neither user@domain nor a domain name.", "hostmaster");
        }

        var kind = config["kind"].Text?.ToLowerInvariant();
        if (kind is not (null or Primary or "secondary"))
        {
            diagnostics.Error("Invalid kind", "kind is primary or secondary.", "kind");
        }

        foreach (var attribute in (string[])["file", "primary_name_server", "hostmaster"])
        {
            if (kind == "secondary" && !config[attribute].IsNull)
            {
                diagnostics.Error("Not of a secondary zone", $"A secondary zone has its records from its primaries, so {attribute} cannot be set.", attribute);
            }
            else if (attribute != "file" && !config["file"].IsNull && !config[attribute].IsNull)
            {
                diagnostics.Error("The file says it", $"The SOA is in the file, so {attribute} cannot be set beside it.", attribute);
            }
        }

        if (!config["primaries"].IsNull && kind != "secondary" && !config["kind"].IsUnknown)
        {
            diagnostics.Error("Not of a primary zone", "primaries go with kind = \"secondary\".", "primaries");
        }

        ZoneFileForm.Validate(config, diagnostics);
    }

    public override CtyValue Adjust(CtyValue prior, CtyValue plan, CtyValue config)
    {
        if (plan["kind"].Text?.ToLowerInvariant() == "secondary")
        {
            return plan.With("primary_name_server", CtyValue.Null).With("hostmaster", CtyValue.Null);
        }

        // The SOA comes with the file.
        return !plan["file"].IsNull && !prior.IsNull && !plan["file"].Equals(prior["file"])
            ? plan.With("primary_name_server", CtyValue.Unknown).With("hostmaster", CtyValue.Unknown)
            : plan;
    }

    public override CtyValue Derive(CtyValue value) =>
        value["name"].Text is { } name && !value["view"].IsUnknown ? value.With("id", CtyValue.Of(ViewSuffix.Join(ZoneNames.ApiName(name), value["view"].Text))) : value;

    public override async Task<CtyValue?> ReadAsync(ApiSession api, CtyValue state, CancellationToken cancellationToken)
    {
        var view = state["view"].Text;
        var reads = api.Reads($"{TypeName}?{view}", api.Client.Zones.InView(view ?? "_default"), zone => zone.Name);
        return await reads.FindAsync(ZoneNames.ApiName(Text(state, "name")), cancellationToken) is { } zone ? await ToValueAsync(api, state, zone, cancellationToken) : null;
    }

    public override async Task<CtyValue> CreateAsync(ApiSession api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var zone = await api.Client.Zones.CreateAsync(ZoneWrites.Create(plan), cancellationToken);
        Drop(api, plan);
        return await ToValueAsync(api, plan, zone.Value, cancellationToken);
    }

    public override async Task<CtyValue> UpdateAsync(ApiSession api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var name = ZoneNames.ApiName(Text(plan, "name"));
        var view = plan["view"].Text;
        await ZoneWrites.PatchSettingsAsync(api.Client.Zones.InView(view), name, prior, plan, cancellationToken);
        if (plan["file"].Text is { } file)
        {
            if (!plan["file"].Equals(prior["file"]))
            {
                await api.Client.Zones.InView(view).ReplaceFileAsync(name, file, Precondition.None, cancellationToken);
            }
        }
        else if (plan["primary_name_server"].Text is { } server && plan["hostmaster"].Text is { } mailbox
            && !(plan["primary_name_server"].Equals(prior["primary_name_server"]) && plan["hostmaster"].Equals(prior["hostmaster"])))
        {
            await ZoneWrites.ChangeSoaAsync(api.Client.Rrsets.InView(view), name, ZoneNames.WithDot(InternationalNames.ToAscii(server)), ZoneNames.Mailbox(mailbox), cancellationToken);
        }

        Drop(api, plan);
        return await ToValueAsync(api, plan, (await api.Client.Zones.InView(view).GetAsync(name, cancellationToken)).Value, cancellationToken);
    }

    public override async Task DeleteAsync(ApiSession api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken)
    {
        await api.Client.Zones.InView(prior["view"].Text).DeleteAsync(ZoneNames.ApiName(Text(prior, "name")), Precondition.None, cancellationToken);
        Drop(api, prior);
    }

    public override CtyValue? Import(string id, DiagnosticList diagnostics)
    {
        var (name, view) = ViewSuffix.Split(id);
        if (ZoneNames.Absolute(name) is null)
        {
            diagnostics.Error("Invalid import id", $"\"{id}\" is not a zone's name, for example example.com, or example.com?view=internal.");
            return null;
        }

        return Schema.ObjectOf(("name", CtyValue.Of(name)), ("view", CtyValue.Of(view)));
    }

    private void Drop(ApiSession api, CtyValue value)
    {
        api.Drop($"{TypeName}?{value["view"].Text}");
        api.Records(ZoneNames.ApiName(Text(value, "name")), value["view"].Text).Drop();
    }

    private async Task<CtyValue> ToValueAsync(ApiSession api, CtyValue known, Zone zone, CancellationToken cancellationToken)
    {
        var view = known["view"].Text;
        var soa = zone.Kind == Primary && await api.Records(zone.Name, view).FindOneAsync("@", "SOA", cancellationToken) is { } rrset ? ZoneWrites.SoaOf(rrset) : null;
        var settings = zone.Settings is null ? CtyValue.Null : JsonValues.Read(zone.Settings, WaypostJsonContext.Default.ZoneSettings, ZoneSettingsSchema.OfZone);
        return Schema.ObjectOf(
            ("name", CtyValue.Of(zone.Name)),
            ("view", known["view"]),
            ("kind", CtyValue.Of(zone.Kind)),
            ("primaries", zone.Settings?.Primaries is { } primaries ? CtyValue.Of(primaries) : CtyValue.Null),
            ("primary_name_server", CtyValue.Of(soa?[0])),
            ("hostmaster", CtyValue.Of(soa?[1])),
            ("file", known["file"].IsKnown ? CtyValue.Of(await api.Client.Zones.InView(view).ReadFileAsync(zone.Name, cancellationToken)) : CtyValue.Null),
            ("settings", ZoneSettingsSchema.NullWhenEmpty(settings)));
    }
}
