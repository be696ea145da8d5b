using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>reload</c> and <c>reconfig</c>.</summary>
internal static class ReloadCommands
{
    public static async Task<RndcReply> ReloadAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.FindAsync(context, context.Arguments, 1, cancellationToken);
        if (error is not null)
        {
            return error;
        }
        if (zone is null)
        {
            var reply = await context.Target.ReloadAsync(zones: true, cancellationToken);
            return reply.Result.IsSuccess ? RndcReply.Ok("server reload successful") : reply;
        }
        if (zone.IsSecondary)
        {
            var refreshed = await context.Target.RefreshAsync(zone, transfer: false, cancellationToken);
            return refreshed.Result.IsSuccess ? RndcReply.Ok("zone refresh queued") : refreshed;
        }
        return zone is { IsDynamic: true, IsFrozen: false }
            ? new RndcReply(RndcResult.DynamicZone)
            : await context.Target.ReloadZoneAsync(zone, cancellationToken);
    }

    public static Task<RndcReply> ReconfigAsync(RndcContext context, CancellationToken cancellationToken) =>
        context.Target.ReloadAsync(zones: false, cancellationToken);
}
