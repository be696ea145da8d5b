using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>dumpdb</c>, <c>flush</c> and its kin. There is no cache, so that flushing it always succeeds.</summary>
internal static class CacheCommands
{
    public static async Task<RndcReply> DumpdbAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var kind = context.Arguments[1] is "-all" or "-cache" or "-zones" or "-adb" or "-bad" or "-expired" or "-fail" ? context.Arguments[1] : null;
        var views = context.Arguments.Words.Skip(kind is null ? 1 : 2).ToList();
        RndcLog.Line(context.Logger, kind is null && views.Count == 0 ? "dumpdb started" : $"dumpdb started: {kind ?? views[0]}");
        if (views.Find(view => !context.Target.Views.Contains(view, StringComparer.Ordinal)) is { } unknown)
        {
            RndcLog.Line(context.Logger, "dumpdb failed: not found");
            return RndcReply.Ok($"view '{unknown}' not found");
        }
        var reply = await context.Target.DumpAsync(kind is "-all" or "-zones", views, cancellationToken);
        RndcLog.Line(context.Logger, reply.Result.IsSuccess ? "dumpdb complete" : $"dumpdb failed: {reply.Result.Description}");
        return reply;
    }

    public static Task<RndcReply> FlushAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var view = context.Arguments[1];
        var found = view is null || context.Target.Views.Contains(view, StringComparer.Ordinal);
        RndcLog.Line(context.Logger, view is null ? "flushing caches in all views succeeded"
            : found ? $"flushing cache in view '{view}' succeeded"
            : $"flushing cache in view '{view}' failed: view not found");
        return Task.FromResult(found ? RndcReply.Done : new RndcReply(RndcResult.NotFound));
    }

    public static Task<RndcReply> FlushnameAsync(RndcContext context, CancellationToken cancellationToken) => FlushNode(context, "name");

    public static Task<RndcReply> FlushtreeAsync(RndcContext context, CancellationToken cancellationToken) => FlushNode(context, "tree");

    // Nothing recurses here: the list is empty.
    public static async Task<RndcReply> RecursingAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var reply = await context.Target.WriteReportAsync("recursing-file", "named.recursing", ";\n; Recursing Queries\n;\n; Dump complete\n", cancellationToken);
        RndcLog.Line(context.Logger, reply.Result.IsSuccess ? "dumprecursing complete" : $"dumprecursing failed: {reply.Result.Description}");
        return reply;
    }

    public static Task<RndcReply> ServeStaleAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(
        context.Arguments[1]?.ToLowerInvariant() switch
        {
            null => new RndcReply(RndcResult.UnexpectedEnd),
            "status" => RndcReply.Ok(string.Join('\n', context.Target.Views.Select(view => $"{view}: stale cache disabled; stale answers unavailable"))),
            _ => new RndcReply(RndcResult.NotImplemented, "there is no cache"),
        });

    private static Task<RndcReply> FlushNode(RndcContext context, string what)
    {
        if (context.Arguments[1] is not { } text)
        {
            return Task.FromResult(new RndcReply(RndcResult.UnexpectedEnd));
        }
        if (ZoneArgument.Normalize(text, out var error) is null)
        {
            return Task.FromResult(error!);
        }
        var view = context.Arguments[2];
        var found = view is null || context.Target.Views.Contains(view, StringComparer.Ordinal);
        RndcLog.Line(context.Logger, view is null ? $"flushing {what} '{text}' in all cache views succeeded"
            : found ? $"flushing {what} '{text}' in cache view '{view}' succeeded"
            : $"flushing {what} '{text}' in cache view '{view}' failed: view not found");
        return Task.FromResult(found ? RndcReply.Done : new RndcReply(RndcResult.Failure));
    }
}
