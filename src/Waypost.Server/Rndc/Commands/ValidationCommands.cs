using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary>What concerns DNSSEC validation, which an authoritative server does not do: told so, and never pretended.</summary>
internal static class ValidationCommands
{
    public static Task<RndcReply> NtaAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments[1] switch
    {
        null => new RndcReply(RndcResult.UnexpectedEnd),
        "-dump" or "-d" => RndcReply.Done,
        _ => new RndcReply(RndcResult.NotImplemented, "negative trust anchors need DNSSEC validation, which this server does not do"),
    });

    public static Task<RndcReply> ValidationAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments[1]?.ToLowerInvariant() switch
    {
        null => new RndcReply(RndcResult.UnexpectedEnd),
        "status" or "check" => RndcReply.Ok(string.Join('\n', context.Target.Views.Select(view => $"DNSSEC validation is disabled (view {view})"))),
        "off" or "no" or "disable" or "false" => RndcReply.Done,
        "on" or "yes" or "enable" or "true" => new RndcReply(RndcResult.NotImplemented, "DNSSEC validation is for resolvers; this server is authoritative only"),
        _ => new RndcReply(RndcResult.SyntaxError),
    });

    // The roots of a server that validates nothing are none.
    public static async Task<RndcReply> SecrootsAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var views = string.Concat(context.Target.Views.Select(view => $" Start view {view}\n   Secure roots:\n\n   Negative trust anchors:\n\n"));
        if (context.Arguments[1] == "-")
        {
            return RndcReply.Ok("secure roots:\n\n" + views.TrimEnd('\n'));
        }
        var reply = await context.Target.WriteReportAsync("secroots-file", "named.secroots", "secure roots:\n\n" + views, cancellationToken);
        RndcLog.Line(context.Logger, reply.Result.IsSuccess ? "dumpsecroots complete" : $"dumpsecroots failed: {reply.Result.Description}");
        return reply;
    }

    public static Task<RndcReply> ManagedKeysAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments[1] switch
    {
        null => new RndcReply(RndcResult.UnexpectedEnd),
        "status" => RndcReply.Ok(string.Join('\n', context.Target.Views.Select(view => $"view: {view}\nnext scheduled event: never"))),
        _ => new RndcReply(RndcResult.NotImplemented, "there are no trust anchors: this server does not validate"),
    });
}
