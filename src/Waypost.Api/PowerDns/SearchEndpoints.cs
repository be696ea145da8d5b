using System.IO.Enumeration;
using Microsoft.AspNetCore.Mvc;
using Waypost.Dns.Serving;
using Waypost.Storage.PowerDns;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>search-data: zones and records by a pattern in which * is any text and ? one character.</summary>
internal static class SearchEndpoints
{
    private const int DefaultMaximum = 100;
    private const int ZonesAtOnce = 10_000;

    public static void MapSearch(this IEndpointRouteBuilder server) => server.MapGet("/search-data", SearchAsync);

    private static async Task<IResult> SearchAsync(
        [FromQuery] string? q, [FromQuery] string? max, [FromQuery(Name = "object_type")] string? type, ZoneRepository zones, RecordSearch records,
        CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(q))
        {
            throw new PowerDnsException("Query q can't be blank");
        }

        var most = DefaultMaximum;
        if (max is not null && (!int.TryParse(max, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out most) || most <= 0))
        {
            throw new PowerDnsException("Maximum entries must be larger than 0");
        }

        var wanted = type ?? "all";
        if (wanted is not ("all" or "zone" or "record" or "comment"))
        {
            throw new PowerDnsException("object_type must be one of the following options: all, zone, record, comment");
        }

        // PowerDNS counts zones and records each for itself.
        var found = new List<FoundDocument>();
        if (wanted is "all" or "zone")
        {
            await AddZonesAsync(q, most, zones, found, cancellationToken);
        }

        if (wanted is "all" or "record")
        {
            await AddRecordsAsync(q, most, records, found, cancellationToken);
        }

        return PowerDnsResults.Json<IReadOnlyList<FoundDocument>>(found);
    }

    private static async Task AddZonesAsync(string pattern, int most, ZoneRepository zones, List<FoundDocument> found, CancellationToken cancellationToken)
    {
        for (ZoneKey? after = null; ;)
        {
            var page = await zones.ListAsync(ZoneKey.DefaultView, after, ZonesAtOnce, cancellationToken);
            var matches = page.Where(zone => Matches(pattern, zone.Value.Origin)).Take(most - found.Count);
            found.AddRange(matches.Select(zone => new FoundDocument(null, null, zone.Value.Origin, "zone", null, null, null, ZoneId.Of(zone.Value.Origin))));
            if (page.Count < ZonesAtOnce || found.Count >= most)
            {
                return;
            }

            after = page[^1].Value.Key;
        }
    }

    private static async Task AddRecordsAsync(string pattern, int most, RecordSearch records, List<FoundDocument> found, CancellationToken cancellationToken)
    {
        var limit = found.Count + most;
        await foreach (var rrset in records.FindAsync(ZoneKey.DefaultView, pattern, cancellationToken))
        {
            var owner = rrset.Owner.ToLowerInvariant();
            foreach (var rdata in rrset.Rdata.Select(rdata => RecordContent.Write(rrset.Type, rdata)).Where(rdata => Matches(pattern, owner) || Matches(pattern, rdata)))
            {
                if (found.Count >= limit)
                {
                    return;
                }

                found.Add(new(rdata, false, owner, "record", rrset.Ttl, rrset.Type, rrset.Origin, ZoneId.Of(rrset.Origin)));
            }
        }
    }

    // A name is found with and without its final dot.
    private static bool Matches(string pattern, string text) =>
        FileSystemName.MatchesSimpleExpression(Escape(pattern), text) || (text.EndsWith('.') && FileSystemName.MatchesSimpleExpression(Escape(pattern), text.AsSpan(0, text.Length - 1)));

    private static string Escape(string pattern) => pattern.Replace("\\", "\\\\", StringComparison.Ordinal);
}
