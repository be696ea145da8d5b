using Waypost.Terraform.Cty;
using Waypost.Terraform.Schemas;

namespace Waypost.Terraform.Resources;

/// <summary>The settings that a zone, a view and the server have alike.</summary>
internal static class ZoneSettingsSchema
{
    /// <summary>What a zone has to do with catalog zones (RFC 9432).</summary>
    public static ObjectSchema Catalog { get; } = new(
        "Catalog zones (RFC 9432).",
        TextForms.TruthAttribute("produce", "Whether this primary zone is a catalog, whose records are made from the zones that name it in their `catalog.zone`."),
        TextForms.TruthAttribute("consume", "Whether this secondary zone is a catalog, whose members become secondary zones."),
        TextForms.TextAttribute("zone", "The catalog that lists this zone."),
        TextForms.TextAttribute("group", "The group property of this zone in its catalog."),
        TextForms.TextAttribute("moves_to", "The catalog that takes this zone over (the coo property)."));

    /// <summary>Of a view and of the server.</summary>
    public static ObjectSchema Shared { get; } = new("Settings of zones.", [.. Attributes(), Primaries()]);

    /// <summary>Of a zone, whose primaries are an attribute of its own.</summary>
    public static ObjectSchema OfZone { get; } = new("Settings of the zone.", [.. Attributes()]);

    public static SchemaAttribute Primaries() =>
        TextForms.ElementsAttribute("primaries", "Where a secondary zone transfers from: `192.0.2.1 port 5353 key name tls name`, or the name of a `waypost_remote_server_list`.");

    /// <summary>An object without any attribute set says as much as none.</summary>
    public static CtyValue NullWhenEmpty(CtyValue value) =>
        value.Members is { } members && members.Values.All(member => NullWhenEmpty(member).IsNull) ? CtyValue.Null : value;

    private static IEnumerable<SchemaAttribute> Attributes()
    {
        yield return TextForms.ElementsAttribute("allow_query", "Who may ask: addresses, prefixes, names of ACLs, `key name`, `!` before what is not meant. Default: any.");
        yield return TextForms.ElementsAttribute("allow_transfer", "Who may transfer the zone. Default: none.");
        yield return TextForms.ElementsAttribute("allow_update", "Who may change the zone by dynamic update. Default: none.");
        yield return TextForms.ElementsAttribute("allow_update_forwarding", "Whose updates a secondary passes on. Default: none.");
        yield return TextForms.ElementsAttribute("allow_notify", "Who, beside the primaries, may announce changes to a secondary. Default: none.");
        yield return TextForms.ElementsAttribute("update_policy", "Rules of update-policy in order, for example `grant key. subdomain x.example. A AAAA`. Not beside `allow_update`.");
        yield return TextForms.ElementsAttribute("also_notify", "Whom to tell of changes beside the zone's name servers, in the form of `primaries`.");
        yield return TextForms.WordAttribute("notify", "Whom to tell of changes: `yes`, `no`, `explicit` or `primary-only`. Default: yes.");
        yield return TextForms.NumberAttribute("min_refresh", "Lower bound of the SOA's REFRESH, seconds. Default: 300.");
        yield return TextForms.NumberAttribute("max_refresh", "Upper bound of the SOA's REFRESH, seconds. Default: 2419200.");
        yield return TextForms.NumberAttribute("min_retry", "Lower bound of the SOA's RETRY, seconds. Default: 500.");
        yield return TextForms.NumberAttribute("max_retry", "Upper bound of the SOA's RETRY, seconds. Default: 1209600.");
        yield return TextForms.TruthAttribute("automatic_ptr", "Whether the PTR records of the zone's addresses are kept up in the reverse zones. Default: false.");
        yield return SchemaAttribute.Object("catalog", Catalog, "What the zone has to do with catalog zones (RFC 9432).");
    }
}
