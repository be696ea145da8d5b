using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Server.Dns.Secondaries;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>Zones in PowerDNS' form.</summary>
internal sealed class ZoneDocuments(ZoneRepository zones, ZoneMetadataRepository metadata, RrsetNoteRepository notes, SecondaryBook book)
{
    public const string ZonesUrl = "/api/v1/servers/localhost/zones/";

    private const int ZonesAtOnce = 10_000;

    /// <summary>The zone, or PowerDNS' refusal when there is none.</summary>
    public async Task<ZoneRow> FindAsync(ZoneId id, CancellationToken cancellationToken) =>
        (await zones.FindAsync(id.ToKey(), cancellationToken) ?? throw PowerDnsException.NotFound()).Value;

    public async Task<ZoneDocument> ReadAsync(ZoneRow zone, bool withRrsets, Func<ZoneRrset, bool>? filter, CancellationToken cancellationToken)
    {
        var attributes = ZoneAttributes.Of(await metadata.ListAsync(zone.Key, cancellationToken));
        var id = ZoneId.Of(zone.Origin);
        return new(
            attributes.Account, attributes.ApiRectify, "", false, zone.Serial, id, attributes.KindOf(zone.Kind), LastCheck(zone), [], ZoneAttributes.ToMasters(zone),
            zone.Origin, 0, false, "", withRrsets ? await ReadRrsetsAsync(zone, filter, cancellationToken) : null, zone.Serial, [], attributes.SoaEdit,
            attributes.SoaEditApi, ZonesUrl + id);
    }

    /// <summary>All zones of the default view, in the order of names.</summary>
    public async Task<IReadOnlyList<ZoneSummaryDocument>> ListAsync(bool withDnssec, CancellationToken cancellationToken)
    {
        var attributes = (await metadata.ListAsync(ZoneKey.DefaultView, ZoneAttributes.AccountKind, ZoneAttributes.KindKind, cancellationToken))
            .GroupBy(item => item.Origin, StringComparer.Ordinal).ToDictionary(group => group.Key, ZoneAttributes.Of, StringComparer.Ordinal);
        var none = new ZoneAttributes(new Dictionary<string, IReadOnlyList<string>>());
        var list = new List<ZoneSummaryDocument>();
        for (ZoneKey? after = null; ;)
        {
            var page = await zones.ListAsync(ZoneKey.DefaultView, after, ZonesAtOnce, cancellationToken);
            list.AddRange(page.Select(row => ToSummary(row.Value, attributes.GetValueOrDefault(row.Value.Origin) ?? none, withDnssec)));
            if (page.Count < ZonesAtOnce)
            {
                return list;
            }

            after = page[^1].Value.Key;
        }
    }

    public async Task<ZoneSummaryDocument> ReadSummaryAsync(ZoneRow zone, bool withDnssec, CancellationToken cancellationToken) =>
        ToSummary(zone, ZoneAttributes.Of(await metadata.ListAsync(zone.Key, cancellationToken)), withDnssec);

    private ZoneSummaryDocument ToSummary(ZoneRow zone, ZoneAttributes attributes, bool withDnssec)
    {
        var id = ZoneId.Of(zone.Origin);
        return new(
            attributes.Account, "", withDnssec ? false : null, withDnssec ? zone.Serial : null, id, attributes.KindOf(zone.Kind), LastCheck(zone),
            ZoneAttributes.ToMasters(zone), zone.Origin, 0, zone.Serial, ZonesUrl + id);
    }

    private long LastCheck(ZoneRow zone) => zone.Kind == ZoneKind.Secondary && book.Find(zone.Key)?.LastCheck is { } last ? last.ToUnixTimeSeconds() : 0;

    private async Task<IReadOnlyList<RrsetDocument>> ReadRrsetsAsync(ZoneRow zone, Func<ZoneRrset, bool>? filter, CancellationToken cancellationToken)
    {
        var rrsets = await zones.ReadRrsetsAsync(zone.Key, cancellationToken);
        var noted = (await notes.ListAsync(zone.Key, cancellationToken)).ToDictionary(note => (note.Owner, note.Type));
        var documents = new List<RrsetDocument>(rrsets.Count);
        foreach (var rrset in rrsets)
        {
            var owner = rrset.Owner.ToLowerInvariant();
            noted.Remove((owner, rrset.Type), out var note);
            if (filter is null || filter(rrset))
            {
                documents.Add(ToDocument(owner, rrset.Type, rrset.Ttl, rrset.Rdata, note));
            }
        }

        // What has no record that is served.
        documents.AddRange(noted.Values
            .Where(note => filter is null || filter(new(note.Owner, note.Type, note.Ttl, [])))
            .Select(note => ToDocument(note.Owner, note.Type, note.Ttl, [], note)));
        return documents;
    }

    private static RrsetDocument ToDocument(string owner, string type, uint ttl, IReadOnlyList<string> rdata, RrsetNote? note) => new(
        [.. (note?.Comments ?? []).Select(comment => new CommentDocument(comment.Account, comment.Content, comment.ModifiedAt))],
        owner,
        [.. rdata.Select(content => new RecordDocument(RecordContent.Write(type, content), false)), .. (note?.Disabled ?? []).Select(content => new RecordDocument(RecordContent.Write(type, content), true))],
        ttl,
        type);
}
