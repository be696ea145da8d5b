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

    public static Task<RndcReply> SecrootsAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(
        new RndcReply(RndcResult.NotImplemented, "there are no trust anchors: this server does not validate"));

    public static Task<RndcReply> ManagedKeysAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(context.Arguments[1] switch
    {
        null => new RndcReply(RndcResult.UnexpectedEnd),
        "status" => RndcReply.Ok(string.Join('\n', context.Target.Views.Select(view => $"view: {view}\nnext scheduled event: never"))),
        _ => new RndcReply(RndcResult.NotImplemented, "there are no trust anchors: this server does not validate"),
    });
}
