using System.Text.Json;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Configuration;
using Waypost.Dns.Serving;
using Waypost.Storage.Configuration;
using Waypost.Storage.Database;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;
using ZoneSettings = Waypost.Client.ZoneSettings;

namespace Waypost.Api.PowerDns;

/// <summary>PUT of a zone: kind, masters, account and the settings of serials.</summary>
internal static class ZoneChange
{
    public static void MapZoneChange(this IEndpointRouteBuilder group) => group.MapPut("/{zoneId}", PutAsync);

    /// <summary>The attributes that a body states.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Attributes(JsonElement body)
    {
        var attributes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        Add("account", ZoneAttributes.AccountKind);
        Add("soa_edit_api", ZoneAttributes.SoaEditApiKind);
        Add("soa_edit", ZoneAttributes.SoaEditKind);
        if (body.Find("api_rectify") is not null)
        {
            attributes[ZoneAttributes.ApiRectifyKind] = body.Flag("api_rectify", false) ? ["1"] : [];
        }

        return attributes;

        void Add(string member, string kind)
        {
            if (body.OptionalText(member) is { } text)
            {
                attributes[kind] = [text];
            }
        }
    }

    /// <summary>The masters of a body as settings have primaries; null when it states none.</summary>
    public static IReadOnlyList<string>? Primaries(JsonElement body) => body.Texts("masters")?.Select(ZoneAttributes.ToPrimary).ToArray();

    /// <summary>Refuses a zone that shall be signed.</summary>
    public static void RefuseDnssec(ZoneKey zone, JsonElement body)
    {
        if (body.Flag("dnssec", false))
        {
            throw new PowerDnsException($"No backend was able to secure '{zone.Origin}', most likely because no DNSSECcapable backends are loaded, or because the backends have DNSSEC disabled. Check your configuration.");
        }
    }

    private static async Task<IResult> PutAsync(
        ZoneId zoneId, PowerDnsBody body, ZoneRepository zones, ZoneDocuments documents, ZoneMetadataRepository metadata, DnsConfigurationHolder configuration,
        HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        RefuseDnssec(zone.Key, body.Root);
        var attributes = Attributes(body.Root);
        var kind = body.Root.OptionalText("kind") is { } text ? ZoneAttributes.ReadKind(text) : null;
        if (kind is not null)
        {
            attributes[ZoneAttributes.KindKind] = kind == "Slave" ? [] : [kind];
        }

        var primaries = Primaries(body.Root);
        var after = kind is null ? zone.Kind : kind == "Slave" ? ZoneKind.Secondary : ZoneKind.Primary;
        if (after == ZoneKind.Primary && zone.Serial == 0)
        {
            throw new PowerDnsException($"Zone '{zone.Origin}' has no records yet: it cannot be other than Slave");
        }

        if (after != zone.Kind || (after == ZoneKind.Secondary && primaries is not null))
        {
            await ChangeAsync(zone, after, primaries, zones, configuration, context.Actor(), cancellationToken);
        }

        if (attributes.Count > 0)
        {
            await metadata.PutAsync(zone.Key, attributes, context.Actor(), cancellationToken);
        }

        return Results.NoContent();
    }

    private static async Task ChangeAsync(
        ZoneRow zone, ZoneKind kind, IReadOnlyList<string>? primaries, ZoneRepository zones, DnsConfigurationHolder configuration, string actor, CancellationToken cancellationToken)
    {
        var settings = (StatementContracts.To<ZoneSettings?>(zone.Settings) ?? new()) with { Primaries = kind == ZoneKind.Secondary ? primaries ?? [] : null };
        var draft = ZoneSettingsDraft.Of(zone.Key, ZoneKinds.Write(kind), settings, configuration.Current);
        if (draft.Errors is [var error, ..])
        {
            throw new PowerDnsException(error.Message);
        }

        if ((await zones.ChangeAsync(zone.Key, draft.Kind, draft.Settings, null, actor, cancellationToken)).Status is not (WriteStatus.Updated or WriteStatus.Unchanged))
        {
            throw PowerDnsException.NotFound();
        }
    }
}
