using System.Globalization;
using System.Text;
using Waypost.Dns.Serving;
using Waypost.Server.Dns.Notifications;
using Waypost.Server.Dns.Secondaries;
using Waypost.Storage.Zones;

namespace Waypost.Api.PowerDns;

/// <summary>What is done with a zone: notify, axfr-retrieve, rectify, export.</summary>
internal static class ZoneActions
{
    public static void MapZoneActions(this IEndpointRouteBuilder group)
    {
        group.MapPut("/{zoneId}/notify", NotifyAsync);
        group.MapPut("/{zoneId}/axfr-retrieve", RetrieveAsync);
        group.MapPut("/{zoneId}/rectify", RectifyAsync);
        group.MapGet("/{zoneId}/export", ExportAsync);
    }

    private static async Task<IResult> NotifyAsync(ZoneId zoneId, ZoneDocuments documents, NotifySender sender, CancellationToken cancellationToken)
    {
        sender.Announce((await documents.FindAsync(zoneId, cancellationToken)).Key);
        return PowerDnsResults.Done("Notification queued");
    }

    private static async Task<IResult> RetrieveAsync(ZoneId zoneId, ZoneDocuments documents, SecondaryBook book, TimeProvider time, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        if (zone.Kind != ZoneKind.Secondary)
        {
            throw new PowerDnsException($"Domain '{zone.Origin}' is not a slave domain (or has no master defined)");
        }

        book.Request(zone.Key, first: null, force: true, time.GetUtcNow());
        var masters = ZoneAttributes.ToMasters(zone);
        return PowerDnsResults.Done($"Added retrieval request for '{zone.Origin}' from master {(masters.Count > 0 ? masters[0] : "unknown")}");
    }

    // Nothing to do: the order of names is made with every write.
    private static async Task<IResult> RectifyAsync(ZoneId zoneId, ZoneDocuments documents, CancellationToken cancellationToken)
    {
        await documents.FindAsync(zoneId, cancellationToken);
        return PowerDnsResults.Done("Rectified");
    }

    private static async Task<IResult> ExportAsync(ZoneId zoneId, ZoneDocuments documents, ZoneRepository zones, HttpContext context, CancellationToken cancellationToken)
    {
        var zone = await documents.FindAsync(zoneId, cancellationToken);
        var lines = (await zones.ReadRrsetsAsync(zone.Key, cancellationToken))
            .SelectMany(rrset => rrset.Rdata.Select(rdata => string.Create(CultureInfo.InvariantCulture, $"{rrset.Owner.ToLowerInvariant()}\t{rrset.Ttl}\tIN\t{rrset.Type}\t{RecordContent.Write(rrset.Type, rdata)}\n")))
            .Order(StringComparer.Ordinal);
        var text = new StringBuilder().AppendJoin("", lines).ToString();
        var accept = context.Request.Headers.Accept.ToString();
        return accept.Contains("text/", StringComparison.OrdinalIgnoreCase) && !accept.Contains("json", StringComparison.OrdinalIgnoreCase)
            ? Results.Text(text, "text/plain", Encoding.UTF8)
            : PowerDnsResults.Json(new ExportDocument(text));
    }
}
