using Prometheus;
using Waypost.Api.Http;

namespace Waypost.Api.Hosting;

/// <summary>What operators and load balancers ask: alive, ready, metrics. No key is needed.</summary>
public static class OperationsEndpoints
{
    static OperationsEndpoints()
    {
        // Meters of Waypost, Kestrel and ASP.NET Core; event counters repeat them under other names.
        Metrics.SuppressDefaultMetrics(new() { SuppressEventCounters = true, SuppressMeters = true });
        MeterAdapter.StartListening(new()
        {
            InstrumentFilterPredicate = instrument =>
                instrument.Meter.Name.StartsWith("Waypost", StringComparison.Ordinal)
                || instrument.Meter.Name is "Microsoft.AspNetCore.Hosting" or "Microsoft.AspNetCore.Server.Kestrel",
        });
    }

    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", static () => Results.Text("ok\n"));
        app.MapGet("/readyz", static async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.FindObstacleAsync(cancellationToken) is { } obstacle ? Problems.OfStatus(503, obstacle) : Results.Text("ready\n"));
        app.MapMetrics("/metrics");
        app.MapGet("/", static () => Results.Redirect("/docs"));
    }
}
