using System.Globalization;
using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>notify</c>, <c>refresh</c>, <c>retransfer</c>, <c>zonestatus</c>.</summary>
internal static class ZoneCommands
{
    public static async Task<RndcReply> NotifyAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 1, cancellationToken);
        if (zone is null)
        {
            return error;
        }
        var reply = await context.Target.NotifyAsync(zone, cancellationToken);
        return reply.Result.IsSuccess ? RndcReply.Ok("zone notify queued") : reply;
    }

    public static async Task<RndcReply> RefreshAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 1, cancellationToken);
        if (zone is null)
        {
            return error;
        }
        if (!zone.IsSecondary)
        {
            return new RndcReply(RndcResult.Failure, "not a secondary, mirror, or stub zone");
        }
        var reply = await context.Target.RefreshAsync(zone, transfer: false, cancellationToken);
        return reply.Result.IsSuccess ? RndcReply.Ok("zone refresh queued") : reply;
    }

    public static async Task<RndcReply> RetransferAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments.Without("-force", out _);
        var (zone, error) = await ZoneArgument.RequireAsync(context, arguments, 1, cancellationToken);
        return zone is null ? error
            : zone.IsSecondary ? await context.Target.RefreshAsync(zone, transfer: true, cancellationToken)
            : new RndcReply(RndcResult.Failure, $"retransfer: inappropriate zone type: {zone.Type}");
    }

    public static async Task<RndcReply> ZonestatusAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 1, cancellationToken);
        if (zone is null)
        {
            return error;
        }
        return zone.Serial is { } serial ? RndcReply.Ok(string.Join('\n', Describe(zone, serial))) : new RndcReply(RndcResult.NotLoaded);
    }

    private static IEnumerable<string> Describe(RndcZone zone, uint serial)
    {
        yield return $"name: {zone.Name}";
        yield return $"type: {zone.Type}";
        if (zone.Files.Count > 0)
        {
            yield return $"files: {string.Join(", ", zone.Files)}";
        }
        yield return $"serial: {serial.ToString(CultureInfo.InvariantCulture)}";
        yield return $"nodes: {zone.Nodes.ToString(CultureInfo.InvariantCulture)}";
        if (zone.LastLoaded is { } loaded)
        {
            yield return $"last loaded: {ServerCommands.Time(loaded)}";
        }
        if (zone.NextRefresh is { } refresh)
        {
            yield return $"next refresh: {ServerCommands.Time(refresh)}";
        }
        if (zone.Expires is { } expires)
        {
            yield return $"expires: {ServerCommands.Time(expires)}";
        }
        yield return "secure: no";
        yield return $"dynamic: {YesNo(zone.IsDynamic)}";
        if (zone.IsDynamic)
        {
            yield return $"frozen: {YesNo(zone.IsFrozen)}";
        }
        yield return $"reconfigurable via modzone: {YesNo(zone.IsAdded)}";
    }

    private static string YesNo(bool value) => value ? "yes" : "no";
}
