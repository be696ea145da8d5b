using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Zones: list, create, read, delete, and change their records.</summary>
internal static class ZoneEndpoints
{
    public static void MapZones(this IEndpointRouteBuilder server)
    {
        var group = server.MapGroup("/zones");
        group.MapGet("", ListAsync);
        group.MapPost("", CreateAsync);
        group.MapGet("/{zoneId}", GetAsync);
        group.MapPatch("/{zoneId}", PatchAsync);
        group.MapDelete("/{zoneId}", DeleteAsync);
        group.MapZoneChange();
        group.MapZoneActions();
        group.MapMetadata();
        group.MapCryptoKeys();
    }

    private static async Task<IResult> ListAsync([FromQuery] string? zone, [FromQuery] bool? dnssec, ZoneDocuments documents, ZoneRepository zones, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(zone))
        {
            return PowerDnsResults.Json(await documents.ListAsync(dnssec ?? true, cancellationToken));
        }

        var found = await zones.FindAsync(ZoneKey.Default(QName.Read(zone)), cancellationToken);
        return PowerDnsResults.Json<IReadOnlyList<ZoneSummaryDocument>>(found is null ? [] : [await documents.ReadSummaryAsync(found.Value, dnssec ?? true, cancellationToken)]);
    }

    private static async Task<IResult> GetAsync(
        ZoneId zoneId, [FromQuery] bool? rrsets, [FromQuery(Name = "rrset_name")] string? name, [FromQuery(Name = "rrset_type")] string? type,
        ZoneDocuments documents, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        Func<ZoneRrset, bool>? filter = name is null && type is null ? null : rrset =>
            (name is null || rrset.Owner.Equals(name, StringComparison.OrdinalIgnoreCase)) && (type is null || rrset.Type.Equals(type, StringComparison.OrdinalIgnoreCase));
        return PowerDnsResults.Json(await documents.ReadAsync(zone, rrsets ?? true, filter, cancellationToken));
    }

    private static async Task<IResult> CreateAsync(
        PowerDnsBody body, [FromQuery] bool? rrsets, ZoneRepository zones, ZoneMetadataRepository metadata, RrsetNoteRepository notes, ZoneDocuments documents,
        DnsConfigurationHolder configuration, IOptions<PowerDnsOptions> options, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var key = ZoneKey.Default(QName.Read(body.Root.Text("name")));
        if (await zones.FindAsync(key, cancellationToken) is not null)
        {
            throw PowerDnsException.Conflict();
        }

        ZoneChange.RefuseDnssec(key, body.Root);
        var kind = ZoneAttributes.ReadKind(body.Root.OptionalText("kind") ?? "");
        var secondary = kind == "Slave";
        var content = secondary ? new NewZoneContent([], []) : ZoneCreationReader.Read(key.Origin, body.Root, options.Value, time.GetUtcNow());
        var settings = secondary
            ? ZoneSettingsDraft.Of(key, "secondary", new(Primaries: ZoneChange.Primaries(body.Root) ?? []), configuration.Current)
            : new(ZoneKind.Primary, null, []);
        if (settings.Errors is [var error, ..])
        {
            throw new PowerDnsException(error.Message);
        }

        var result = await zones.CreateAsync(new(key, content.Rrsets) { Kind = settings.Kind, Settings = settings.Settings }, context.Actor(), cancellationToken);
        if (result is not { Status: WriteStatus.Created, Stored.Value: { } row })
        {
            throw PowerDnsException.Conflict();
        }

        var attributes = ZoneChange.Attributes(body.Root);
        attributes[ZoneAttributes.KindKind] = secondary ? [] : [kind];
        attributes.TryAdd(ZoneAttributes.SoaEditApiKind, ["DEFAULT"]);
        await metadata.PutAsync(key, attributes, context.Actor(), cancellationToken);
        var noted = content.Edits.Select(edit => RrsetNotes.After(edit, new(edit.Owner, edit.Type, 0, [], []))).Where(note => !note.IsEmpty).ToArray();
        if (noted.Length > 0)
        {
            await notes.PutAsync(key, noted, context.Actor(), cancellationToken);
        }

        return PowerDnsResults.Json(await documents.ReadAsync(row, rrsets ?? true, null, cancellationToken), 201);
    }

    private static async Task<IResult> PatchAsync(
        ZoneId zoneId, PowerDnsBody body, RrsetPatch patch, ZoneDocuments documents, TimeProvider time, HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        await patch.ApplyAsync(zone.Key, RrsetEditReader.ReadEdits(zone.Origin, body.Root, time.GetUtcNow()), context.Actor(), cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(ZoneId zoneId, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken) =>
        await zones.DeleteAsync(zoneId.ToKey(), null, context.Actor(), cancellationToken) == WriteStatus.Deleted ? Results.NoContent() : throw PowerDnsException.NotFound();
}
