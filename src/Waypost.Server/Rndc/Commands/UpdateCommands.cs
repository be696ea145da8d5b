using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>freeze</c>, <c>thaw</c>, <c>sync</c>: the files of zones that take dynamic updates.</summary>
internal static class UpdateCommands
{
    private const string Frozen = "WARNING: The zone was already frozen.\nSomeone else may be editing it or it may still be re-loading.";

    public static async Task<RndcReply> FreezeAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.FindAsync(context, context.Arguments, 1, cancellationToken);
        if (error is not null)
        {
            return error;
        }
        if (zone is { IsDynamic: false })
        {
            return new RndcReply(zone.IsSecondary ? RndcResult.NotFound : RndcResult.NotDynamic);
        }
        var reply = zone is { IsFrozen: true }
            ? new RndcReply(RndcResult.AlreadyFrozen, Frozen)
            : await context.Target.FreezeAsync(zone, cancellationToken);
        return Log(context, zone is null ? "freezing all zones" : $"freezing zone {zone.Quoted}", reply);
    }

    public static async Task<RndcReply> ThawAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.FindAsync(context, context.Arguments, 1, cancellationToken);
        if (error is not null)
        {
            return error;
        }
        if (zone is { IsSecondary: true })
        {
            return new RndcReply(RndcResult.NotFound);
        }
        var reply = zone is { IsFrozen: false } ? RndcReply.Done : await context.Target.ThawAsync(zone, cancellationToken);
        return Log(context, zone is null ? "thawing all zones" : $"thawing zone {zone.Quoted}", reply);
    }

    public static async Task<RndcReply> SyncAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments.Without("-clean", out var clean);
        var (zone, error) = await ZoneArgument.FindAsync(context, arguments, 1, cancellationToken);
        if (error is not null)
        {
            return error;
        }
        var reply = await context.Target.SyncAsync(zone, clean, cancellationToken);
        var removing = clean ? ", removing journal file" : "";
        return Log(context, zone is null ? $"dumping all zones{removing}" : $"sync: dumping zone {zone.Quoted}{removing}", reply);
    }

    private static RndcReply Log(RndcContext context, string what, RndcReply reply)
    {
        RndcLog.Line(context.Logger, $"{what}: {reply.Result.Description}");
        return reply;
    }
}
