using System.Globalization;
using System.Runtime.InteropServices;
using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>status</c>, <c>stop</c>, <c>halt</c>, <c>stats</c>, <c>scan</c>, <c>tcp-timeouts</c>.</summary>
internal static class ServerCommands
{
    public static Task<RndcReply> StatusAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (status, target) = (context.Target.Status(), context.Target);
        var cpus = Environment.ProcessorCount;
        string[] lines =
        [
            $"version: {status.Version}",
            $"running on {Environment.MachineName}: {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            $"boot time: {Time(status.BootTime)}",
            $"last configured: {Time(status.LastConfigured)}",
            $"configuration file: {status.ConfigurationFile}",
            $"CPUs found: {cpus}",
            $"worker threads: {cpus}",
            $"UDP listeners per interface: {status.UdpListeners}",
            $"number of zones: {status.Zones} ({status.AutomaticZones} automatic)",
            $"debug level: {target.DebugLevel}",
            $"xfers running: {status.TransfersRunning}",
            $"xfers deferred: {status.TransfersDeferred}",
            $"soa queries in progress: {status.SoaQueries}",
            $"query logging is {(target.QueryLogging ? "ON" : "OFF")}",
            "recursive clients: 0/0/0",
            $"tcp clients: {status.TcpClients}/{status.TcpLimit}",
            $"TCP high-water: {status.TcpHighWater}",
            "server is up and running",
        ];
        return Task.FromResult(RndcReply.Ok(string.Join('\n', lines)));
    }

    public static Task<RndcReply> StopAsync(RndcContext context, CancellationToken cancellationToken) => EndAsync(context, save: true);

    public static Task<RndcReply> HaltAsync(RndcContext context, CancellationToken cancellationToken) => EndAsync(context, save: false);

    public static async Task<RndcReply> StatsAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var reply = await context.Target.WriteStatisticsAsync(cancellationToken);
        if (reply.Result.IsSuccess)
        {
            RndcLog.Line(context.Logger, "dumpstats complete");
        }
        return reply;
    }

    // Sockets are bound to addresses, and a new one is found at the next reconfig.
    public static Task<RndcReply> ScanAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(RndcReply.Done);

    public static Task<RndcReply> TcpTimeoutsAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(
        new RndcReply(RndcResult.NotImplemented, "the time limit of TCP connections is a setting"));

    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("R", CultureInfo.InvariantCulture);

    private static Task<RndcReply> EndAsync(RndcContext context, bool save)
    {
        context.AfterReply = () => context.Target.Stop(save);
        return Task.FromResult(context.Arguments[1] == "-p" ? RndcReply.Ok($"pid: {Environment.ProcessId}") : RndcReply.Done);
    }
}
