using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Configuration;
using Waypost.Storage.Zones;

namespace Waypost.Api.Features.Zones;

/// <summary>Zones and RRsets between the API's form (no final dot, relative owners) and the form of the DNS library.</summary>
public static class ZoneContracts
{
    public const uint DefaultTtl = 3600;

    public static Zone ToZone(ZoneRow row) =>
        new(ToName(row.Origin), ZoneKinds.Write(row.Kind), row.Serial, row.RecordCount, row.CreatedAt, row.UpdatedAt, row.Key.View, StatementContracts.To<Client.ZoneSettings?>(row.Settings));

    public static Rrset ToRrset(string origin, ZoneRrset rrset) => new(RrsetNormalizer.RelativeOwner(origin, rrset.Owner), rrset.Type, rrset.Ttl, rrset.Rdata);

    /// <summary>A zone's name as the API writes it: <c>example.com</c>, and <c>.</c> for the root.</summary>
    public static string ToName(string origin) => origin.Length > 1 ? origin[..^1] : origin;

    /// <summary>The path of a zone; its query follows.</summary>
    public static string PathOf(ZoneKey zone) => "/v1/zones/" + ResourcePath.Escape(ToName(zone.Origin));

    public static string QueryOf(ZoneKey zone) => zone.View == ZoneKey.DefaultView ? "" : "?view=" + Uri.EscapeDataString(zone.View);

    /// <summary>The absolute owner of one that is relative to the zone, <c>@</c> for the apex, or absolute already.</summary>
    public static string ToAbsolute(string origin, string owner) => owner switch
    {
        "@" => origin,
        _ when owner.EndsWith('.') && !owner.EndsWith("\\.", StringComparison.Ordinal) => owner.ToLowerInvariant(),
        _ => $"{owner.ToLowerInvariant()}.{(origin == "." ? "" : origin)}",
    };
}
