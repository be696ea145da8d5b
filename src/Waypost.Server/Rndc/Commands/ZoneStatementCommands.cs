using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>showzone</c>, <c>addzone</c>, <c>modzone</c>, <c>delzone</c>: zone statements while the server runs.</summary>
internal static class ZoneStatementCommands
{
    private const string DefaultView = "_default";

    public static async Task<RndcReply> ShowAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 1, cancellationToken);
        return zone is null ? error : RndcReply.Ok(await context.Target.ShowZoneAsync(zone, cancellationToken));
    }

    public static async Task<RndcReply> AddAsync(RndcContext context, CancellationToken cancellationToken)
    {
        if (Statement(context, "addzone", out var name, out var view) is { } problem)
        {
            return problem;
        }
        if (!context.Target.Views.Contains(view, StringComparer.Ordinal))
        {
            return new RndcReply(RndcResult.NotFound, $"no matching view '{view}'");
        }
        if ((await context.Target.FindZonesAsync(name, cancellationToken)).Any(zone => zone.View == view))
        {
            return new RndcReply(RndcResult.AlreadyExists);
        }
        var reply = await context.Target.AddZoneAsync(view, name, context.Arguments.Braces, cancellationToken);
        if (reply.Result.IsSuccess)
        {
            RndcLog.Line(context.Logger, $"added zone {name} in view {view} via addzone");
        }
        return reply;
    }

    public static async Task<RndcReply> ModifyAsync(RndcContext context, CancellationToken cancellationToken)
    {
        if (Statement(context, "modzone", out var name, out var view) is { } problem)
        {
            return problem;
        }
        var zone = (await context.Target.FindZonesAsync(name, cancellationToken)).FirstOrDefault(zone => zone.View == view);
        if (zone is null)
        {
            return new RndcReply(RndcResult.NotFound);
        }
        var reply = await context.Target.ModifyZoneAsync(zone, context.Arguments.Braces, cancellationToken);
        if (!reply.Result.IsSuccess)
        {
            return reply;
        }
        RndcLog.Line(context.Logger, $"updated zone {name} in view {view} via modzone");
        return RndcReply.Ok(zone.IsAdded
            ? $"zone '{name}' reconfigured."
            : $"zone '{name}' must also be reconfigured in\nnamed.conf to make changes permanent.");
    }

    public static async Task<RndcReply> DeleteAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var arguments = context.Arguments.Without("-clean", out var clean);
        var (zone, error) = await ZoneArgument.RequireAsync(context, arguments, 1, cancellationToken);
        if (zone is null)
        {
            return error;
        }
        RndcLog.Line(context.Logger, $"zone {zone.Name} scheduled for removal via delzone");
        var reply = await context.Target.DeleteZoneAsync(zone, clean, cancellationToken);
        if (!reply.Result.IsSuccess)
        {
            return reply;
        }
        RndcLog.Line(context.Logger, $"deleting zone {zone.Name} in view {zone.View} via delzone");
        return reply.Text.Length > 0 || zone.IsAdded ? reply : RndcReply.Ok(
            $"zone '{zone.Name}' is no longer active and will be deleted.\nTo keep it from returning when the server is restarted, it\nmust also be removed from named.conf.");
    }

    // zone [class [view]] { options };
    private static RndcReply? Statement(RndcContext context, string command, out string name, out string view)
    {
        var arguments = context.Arguments;
        (name, view) = ("", arguments[3] ?? DefaultView);
        if (arguments[1] is not { } text || arguments.Braces.Length == 0)
        {
            RndcLog.Line(context.Logger, $"{command}: {(arguments[1] is null ? "expected string" : "'{' expected")} near end of file");
            return new RndcReply(RndcResult.UnexpectedToken);
        }
        name = ZoneArgument.Normalize(text, out var error) ?? "";
        return error;
    }
}
