using System.Globalization;
using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>querylog</c>, <c>trace</c>, <c>notrace</c>.</summary>
internal static class LogCommands
{
    private const int MaxDebugLevel = 99;

    public static Task<RndcReply> QuerylogAsync(RndcContext context, CancellationToken cancellationToken)
    {
        bool? wanted = context.Arguments[1]?.ToLowerInvariant() switch
        {
            null => !context.Target.QueryLogging,
            "on" or "yes" or "enable" or "true" => true,
            "off" or "no" or "disable" or "false" => false,
            _ => null,
        };
        if (wanted is not { } on)
        {
            return Task.FromResult(new RndcReply(RndcResult.SyntaxError));
        }
        if (context.Target.QueryLogging != on)
        {
            context.Target.QueryLogging = on;
            RndcLog.Line(context.Logger, $"query logging is now {(on ? "on" : "off")}");
        }
        return Task.FromResult(RndcReply.Done);
    }

    public static Task<RndcReply> TraceAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var text = context.Arguments[1];
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var stated) || stated > MaxDebugLevel))
        {
            return Task.FromResult(new RndcReply(RndcResult.OutOfRange));
        }
        var level = text is null ? context.Target.DebugLevel + 1 : int.Parse(text, CultureInfo.InvariantCulture);
        context.Target.DebugLevel = Math.Min(level, MaxDebugLevel);
        RndcLog.Line(context.Logger, $"debug level is now {context.Target.DebugLevel}");
        return Task.FromResult(RndcReply.Done);
    }

    public static Task<RndcReply> NotraceAsync(RndcContext context, CancellationToken cancellationToken)
    {
        context.Target.DebugLevel = 0;
        return Task.FromResult(RndcReply.Done);
    }
}
