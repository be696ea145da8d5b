using Waypost.Client;
using Waypost.Dns.Zones;
using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary><c>waypost_zone</c>: the zone with its SOA. Its serial rises with every write, so it is never in the state.</summary>
internal sealed class ZoneResource : ManagedResource
{
    private const int SoaFields = 7;

    public override string TypeName => "waypost_zone";

    public override ObjectSchema Schema { get; } = new(
        "A primary zone. It begins with a SOA and the NS of its primary name server; `waypost_record_set` adds the rest.",
        Id("The name in lower case, without final dot."),
        new SchemaAttribute("name", CtyType.Text, "The zone's name, for example `example.com`. Case and a final dot do not matter. A change replaces the zone **and its records**.")
        {
            Required = true,
            RequiresReplace = true,
            Canonical = ZoneNames.Canonical,
        },
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
        });

    public override void Validate(CtyValue config, DiagnosticList diagnostics)
    {
        foreach (var attribute in (string[])["name", "primary_name_server"])
        {
            if (config[attribute].Text is { } name && RrsetNormalizer.NormalizeZoneName(name) is null)
            {
                diagnostics.Error("Invalid name", $"\"{name}\" is not a domain name.", attribute);
            }
        }

        if (config["hostmaster"].Text is { } mailbox && RrsetNormalizer.NormalizeZoneName(ZoneNames.Mailbox(mailbox)) is null)
        {
            diagnostics.Error("Invalid mailbox", $"\"{mailbox}\" is neither user@domain nor a domain name.", "hostmaster");
        }
    }

    public override CtyValue Derive(CtyValue value) =>
        value["name"].Text is { } name ? value.With("id", CtyValue.Of(ZoneNames.ApiName(name))) : value;

    public override async Task<CtyValue?> ReadAsync(WaypostClient api, CtyValue state, CancellationToken cancellationToken)
    {
        var name = ZoneNames.ApiName(Text(state, "name"));
        return await api.Zones.FindAsync(name, cancellationToken) is { } zone ? await ToValueAsync(api, zone.Value.Name, cancellationToken) : null;
    }

    public override async Task<CtyValue> CreateAsync(WaypostClient api, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        var server = plan["primary_name_server"].Text is { } name ? ZoneNames.Absolute(name) : null;
        var hostmaster = plan["hostmaster"].Text is { } mailbox ? ZoneNames.Mailbox(mailbox) : null;
        var request = new ZoneCreate(ZoneNames.ApiName(Text(plan, "name")), PrimaryNameServer: server, Hostmaster: hostmaster);
        var zone = await api.Zones.CreateAsync(request, cancellationToken);
        return await ToValueAsync(api, zone.Value.Name, cancellationToken);
    }

    public override async Task<CtyValue> UpdateAsync(WaypostClient api, CtyValue prior, CtyValue plan, CtyValue config, CancellationToken cancellationToken)
    {
        // Only the SOA can change in place. The entity tag keeps another writer's timers or serial from being undone.
        var zone = ZoneNames.ApiName(Text(plan, "name"));
        var soa = await api.Rrsets.GetAsync(zone, "@", "SOA", cancellationToken);
        var fields = SoaOf(soa.Value);
        fields[0] = ZoneNames.Absolute(Text(plan, "primary_name_server"));
        fields[1] = ZoneNames.Mailbox(Text(plan, "hostmaster"));
        await api.Rrsets.PutAsync(zone, "@", "SOA", new RrsetPut([string.Join(' ', fields)], soa.Value.Ttl), Precondition.Matches(soa.ETag), cancellationToken);
        return await ToValueAsync(api, zone, cancellationToken);
    }

    public override Task DeleteAsync(WaypostClient api, CtyValue prior, DiagnosticList diagnostics, CancellationToken cancellationToken) =>
        api.Zones.DeleteAsync(ZoneNames.ApiName(Text(prior, "name")), Precondition.None, cancellationToken);

    public override CtyValue? Import(string id, DiagnosticList diagnostics) => Schema.ObjectOf(("name", CtyValue.Of(id)));

    private static string[] SoaOf(Rrset rrset)
    {
        var fields = rrset.Records.Count == 1 ? rrset.Records[0].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return fields.Length == SoaFields ? fields : throw new InvalidDataException("The API's SOA does not have seven fields (RFC 1035 section 3.3.13).");
    }

    private async Task<CtyValue> ToValueAsync(WaypostClient api, string name, CancellationToken cancellationToken)
    {
        var soa = SoaOf((await api.Rrsets.GetAsync(name, "@", "SOA", cancellationToken)).Value);
        return Schema.ObjectOf(("name", CtyValue.Of(name)), ("primary_name_server", CtyValue.Of(soa[0])), ("hostmaster", CtyValue.Of(soa[1])));
    }
}
