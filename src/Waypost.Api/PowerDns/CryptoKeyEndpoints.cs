namespace Waypost.Api.PowerDns;

/// <summary>DNSSEC keys: there are none, and none can be made, as in a PowerDNS whose backend does not sign.</summary>
internal static class CryptoKeyEndpoints
{
    public static void MapCryptoKeys(this IEndpointRouteBuilder zones)
    {
        var group = zones.MapGroup("/{zoneId}/cryptokeys");
        group.MapGet("", async (ZoneId zoneId, ZoneDocuments documents, CancellationToken cancellationToken) =>
        {
            await documents.FindAsync(zoneId, cancellationToken);
            return PowerDnsResults.Json<IReadOnlyList<string>>([]);
        });
        group.MapPost("", async (ZoneId zoneId, ZoneDocuments documents, CancellationToken cancellationToken) =>
        {
            await documents.FindAsync(zoneId, cancellationToken);
            return PowerDnsResults.Error(422, "Adding key failed, perhaps DNSSEC not enabled in configuration?");
        });
        group.MapMethods("/{keyId}", ["GET", "PUT", "DELETE"], (ZoneId zoneId, string keyId) => PowerDnsResults.Error(404, "Not Found"));
    }
}
