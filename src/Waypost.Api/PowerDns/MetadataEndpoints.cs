using System.Collections.Frozen;
using Waypost.Api.Http;
using Waypost.Storage.PowerDns;

namespace Waypost.Api.PowerDns;

/// <summary>Metadata of zones: kept and given back; Waypost's own settings are what is in force.</summary>
internal static class MetadataEndpoints
{
    private static readonly FrozenSet<string> ReadOnlyKinds = FrozenSet.Create(
        StringComparer.Ordinal, "API-RECTIFY", "AXFR-MASTER-TSIG", "LUA-AXFR-SCRIPT", "NSEC3NARROW", "NSEC3PARAM", "PRESIGNED", "SOA-EDIT-API", "TSIG-ALLOW-AXFR");

    private static readonly FrozenSet<string> Kinds = FrozenSet.Create(
        StringComparer.Ordinal, "ALLOW-AXFR-FROM", "ALLOW-DNSUPDATE-FROM", "ALSO-NOTIFY", "AXFR-SOURCE", "ENABLE-LUA-RECORDS", "FORWARD-DNSUPDATE", "GSS-ACCEPTOR-PRINCIPAL",
        "GSS-ALLOW-AXFR-PRINCIPAL", "IXFR", "NOTIFY-DNSUPDATE", "PUBLISH-CDNSKEY", "PUBLISH-CDS", "SIGNALING-ZONE", "SLAVE-RENOTIFY", "SOA-EDIT", "SOA-EDIT-DNSUPDATE",
        "TSIG-ALLOW-DNSUPDATE");

    public static void MapMetadata(this IEndpointRouteBuilder zones)
    {
        var group = zones.MapGroup("/{zoneId}/metadata");
        group.MapGet("", ListAsync);
        group.MapPost("", AddAsync);
        group.MapGet("/{kind}", GetAsync);
        group.MapPut("/{kind}", PutAsync);
        group.MapDelete("/{kind}", DeleteAsync);
    }

    private static async Task<IResult> ListAsync(ZoneId zoneId, ZoneDocuments documents, ZoneMetadataRepository metadata, CancellationToken cancellationToken)
    {
        var all = await metadata.ListAsync((await documents.FindAsync(zoneId, cancellationToken)).Key, cancellationToken);
        return PowerDnsResults.Json<IReadOnlyList<MetadataDocument>>([.. all.Where(item => ZoneAttributes.IsVisible(item.Kind)).Select(item => ToDocument(item.Kind, item.Values))]);
    }

    private static async Task<IResult> GetAsync(ZoneId zoneId, string kind, ZoneDocuments documents, ZoneMetadataRepository metadata, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        Check(kind, forWriting: false);
        return PowerDnsResults.Json<MetadataDocument>(ToDocument(kind, await ValuesAsync(metadata, zone.Key, kind, cancellationToken)));
    }

    private static async Task<IResult> AddAsync(
        ZoneId zoneId, PowerDnsBody body, ZoneDocuments documents, ZoneMetadataRepository metadata, HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        var kind = body.Root.OptionalText("kind") ?? throw new PowerDnsException("kind is not specified or not a string");
        Check(kind, forWriting: true);
        var values = Values(body);
        string[] all = [.. await ValuesAsync(metadata, zone.Key, kind, cancellationToken), .. values];
        await metadata.PutAsync(zone.Key, One(kind, all), context.Actor(), cancellationToken);
        return PowerDnsResults.Json(ToDocument(kind, all), 201);
    }

    private static async Task<IResult> PutAsync(
        ZoneId zoneId, string kind, PowerDnsBody body, ZoneDocuments documents, ZoneMetadataRepository metadata, HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        Check(kind, forWriting: true);
        var values = Values(body);
        await metadata.PutAsync(zone.Key, One(kind, values), context.Actor(), cancellationToken);
        return PowerDnsResults.Json(ToDocument(kind, values));
    }

    private static async Task<IResult> DeleteAsync(
        ZoneId zoneId, string kind, ZoneDocuments documents, ZoneMetadataRepository metadata, HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        Check(kind, forWriting: true);
        await metadata.PutAsync(zone.Key, One(kind, []), context.Actor(), cancellationToken);
        return Results.Text("", "application/json", System.Text.Encoding.UTF8);
    }

    private static void Check(string kind, bool forWriting)
    {
        var known = Kinds.Contains(kind) || (kind.StartsWith("X-", StringComparison.Ordinal) && kind.Length is > 2 and <= 64) || (!forWriting && ReadOnlyKinds.Contains(kind));
        if (!known)
        {
            throw new PowerDnsException($"Unsupported metadata kind '{kind}'");
        }
    }

    private static IReadOnlyList<string> Values(PowerDnsBody body) =>
        body.Root.List("metadata") is null ? throw new PowerDnsException("metadata is not specified or not an array") : body.Root.Texts("metadata")!;

    private static async Task<IReadOnlyList<string>> ValuesAsync(ZoneMetadataRepository metadata, Waypost.Dns.Serving.ZoneKey zone, string kind, CancellationToken cancellationToken) =>
        (await metadata.ListAsync(zone, cancellationToken)).FirstOrDefault(item => item.Kind == kind)?.Values ?? [];

    private static Dictionary<string, IReadOnlyList<string>> One(string kind, IReadOnlyList<string> values) => new(StringComparer.Ordinal) { [kind] = values };

    private static MetadataDocument ToDocument(string kind, IReadOnlyList<string> values) => new(kind, values, "Metadata");
}
