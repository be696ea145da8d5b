using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using Waypost.Api.Features.Zones;
using Waypost.Api.Http;
using Waypost.Client;
using Waypost.Dns.Serving;
using Waypost.Dns.Zones;
using Waypost.Storage.Searching;

namespace Waypost.Api.Features.Search;

/// <summary>Search in everything, and records by what they say.</summary>
public static class SearchEndpoints
{
    private const int MaxText = 255;
    private const string RecordKind = "records";

    public static void MapSearch(this IEndpointRouteBuilder v1)
    {
        var group = v1.MapGroup("").WithTags("Search");
        group.MapGet("/search", SearchAsync).Describe("search", "Finds a text in everything: records, mail domains, accounts, aliases, virtual users, access entries, keys, ACLs and the queue.").Produces<Page<SearchHit>>();
        group.MapGet("/records", RecordsAsync).Describe("listRecords", "Finds RRsets in all zones: who points here.", 404).Produces<Page<RecordHit>>();
    }

    private static async Task<IResult> SearchAsync(
        [FromQuery, Description("The text to look for, without case.")] string q, Paging paging, SearchRepository search, RecordFinder records, CancellationToken cancellationToken)
    {
        if (q.Length is 0 or > MaxText)
        {
            return Problems.Malformed($"The parameter q must have 1 to {MaxText} characters.");
        }

        string[] kinds = [RecordKind, .. SearchRepository.Kinds];
        var (kind, after) = paging.After?.Split('\t', 2) is [var k, var position] ? (k, position) : (RecordKind, "");
        var hits = new List<(SearchHit Hit, string Position)>();
        for (var index = Math.Max(0, Array.IndexOf(kinds, kind)); index < kinds.Length && hits.Count <= paging.Limit; index++)
        {
            var start = kinds[index] == kind ? after : "";
            var wanted = paging.Limit + 1 - hits.Count;
            hits.AddRange(kinds[index] == RecordKind
                ? (await records.FindAsync(new(q, null, null, null, null), start, wanted, cancellationToken)).Select(found => (ToHit(found), RecordKind + "\t" + found.Position))
                : (await search.FindAsync(kinds[index], q, start, wanted, cancellationToken)).Select(found => (ToHit(found), found.Kind + "\t" + (found.Kind == "queue" ? found.Key : found.Key.ToLowerInvariant()))));
        }

        return Results.Ok(paging.ToPage(hits, hit => hit.Hit, hit => hit.Position));
    }

    private static async Task<IResult> RecordsAsync(
        [FromQuery, Description("A record, or its last field, such as the target of an MX; * stands for anything.")] string? rdata,
        [FromQuery, Description("The type.")] string? type,
        [FromQuery, Description("The full name of the owner; * stands for anything.")] string? owner,
        [FromQuery, Description("Only in this zone.")] string? zone,
        [FromQuery, Description("The view of the zone.")] string? view,
        Paging paging, RecordFinder records, CancellationToken cancellationToken)
    {
        if (new[] { rdata, owner, zone }.Any(text => text is { Length: 0 or > 1000 }))
        {
            return Problems.Malformed("The parameters rdata, owner and zone must have 1 to 1000 characters.");
        }

        var origin = zone is null ? null : RrsetNormalizer.NormalizeZoneName(zone);
        if (zone is not null && origin is null)
        {
            return Problems.NotFound("zone", zone);
        }

        var absolute = owner is null ? null : owner.EndsWith('.') || owner.EndsWith('*') ? owner : owner + ".";
        var query = new RecordQuery(null, rdata, type?.ToUpperInvariant(), absolute, origin is null ? null : new ZoneKey(view ?? ZoneKey.DefaultView, origin));
        var found = await records.FindAsync(query, paging.After, paging.Limit + 1, cancellationToken);
        return Results.Ok(paging.ToPage(found, ToRecord, record => record.Position));
    }

    private static RecordHit ToRecord(FoundRecord found)
    {
        var rrset = ZoneContracts.ToRrset(found.Zone.Origin, found.Rrset);
        return new(ZoneContracts.ToName(found.Zone.Origin), found.Zone.View, rrset.Owner, rrset.Type, rrset.Ttl, rrset.Records, ZoneRecordWrites.PathOf(found.Zone, found.Rrset));
    }

    private static SearchHit ToHit(FoundRecord found)
    {
        var record = ToRecord(found);
        return new(RecordKind, $"{found.Rrset.Owner} {found.Rrset.Type}", record.Path, string.Join(", ", record.Records));
    }

    // A statement's key has its collection in front.
    private static SearchHit ToHit(FoundRow found)
    {
        var (kind, key) = found.Kind == "configuration" && found.Key.Split('/', 2) is [var collection, var name] ? (collection, name) : (found.Kind, found.Key);
        return new(kind, key, kind == "dns-settings" ? "/v1/dns-settings" : $"/v1/{kind}/{ResourcePath.Escape(key)}", found.Detail);
    }
}
