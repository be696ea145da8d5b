using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Waypost.Api.PowerDns;

/// <summary>The server itself: its versions, settings, counters.</summary>
internal static class ServerEndpoints
{
    public const string ServerPath = "/api/v1/servers/localhost";

    public static void MapServer(this IEndpointRouteBuilder api)
    {
        api.MapGet("", () => PowerDnsResults.Json<IReadOnlyList<VersionDocument>>([new("/api/v1", 1)]));
        api.MapGet("/v1", () => PowerDnsResults.Json<IReadOnlyList<FeaturesDocument>>([new([], "/api/v1/servers{/server}")]));
        api.MapGet("/v1/servers", (IOptions<PowerDnsOptions> options) => PowerDnsResults.Json<IReadOnlyList<ServerDocument>>([ServerOf(options.Value)]));
        var server = api.MapGroup("/v1/servers/localhost");
        server.MapGet("", (IOptions<PowerDnsOptions> options) => PowerDnsResults.Json(ServerOf(options.Value)));
        server.MapGet("/config", (IOptions<PowerDnsOptions> options) => PowerDnsResults.Json<IReadOnlyList<ConfigDocument>>(ConfigOf(options.Value)));
        server.MapGet("/statistics", Statistics);
        server.MapGet("/autoprimaries", () => PowerDnsResults.Json<IReadOnlyList<string>>([]));
        server.MapPut("/cache/flush", Flush);
        server.MapZones();
        server.MapTsigKeys();
        server.MapSearch();
    }

    private static ServerDocument ServerOf(PowerDnsOptions options) => new(
        $"{ServerPath}/autoprimaries{{/autoprimary}}", $"{ServerPath}/config{{/config_setting}}", "authoritative", "localhost", "Server", ServerPath, options.Version,
        $"{ServerPath}/zones{{/zone}}");

    private static ConfigDocument[] ConfigOf(PowerDnsOptions options) =>
        [Setting("api", "yes"), Setting("default-soa-content", options.DefaultSoaContent), Setting("dnsupdate", "yes"), Setting("launch", "waypost"),
            Setting("master", "yes"), Setting("slave", "yes"), Setting("version-string", "waypost"), Setting("webserver", "yes")];

    private static ConfigDocument Setting(string name, string value) => new(name, "ConfigSetting", value);

    private static IResult Statistics([FromQuery] string? statistic, PowerDnsStatistics statistics)
    {
        var all = statistics.Read();
        if (statistic is not null && !all.ContainsKey(statistic))
        {
            throw new PowerDnsException("Unknown statistic name");
        }

        return PowerDnsResults.Json<IReadOnlyList<StatisticDocument>>([.. all.Where(item => statistic is null || item.Key == statistic)
            .Select(item => new StatisticDocument(item.Key, "StatisticItem", item.Value.ToString(CultureInfo.InvariantCulture)))]);
    }

    // Answers come from the zones themselves: there is no cache that could be stale.
    private static IResult Flush([FromQuery] string? domain)
    {
        QName.Read(domain ?? "");
        return PowerDnsResults.Json(new FlushDocument(0, "Flushed cache."));
    }
}
