using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>dnssec</c>, <c>loadkeys</c>, <c>sign</c>, <c>signing</c>, <c>dnstap</c>: what BIND says of zones that it does not sign.</summary>
internal static class SigningCommands
{
    public static async Task<RndcReply> DnssecAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var position = context.Arguments.Words.Count - 1;
        if (context.Arguments[1] != "-status")
        {
            return new RndcReply(context.Arguments[1] is null ? RndcResult.UnexpectedEnd : RndcResult.NotImplemented);
        }
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, Math.Min(2, position + 1), cancellationToken);
        return zone is null ? error : RndcReply.Ok("Zone does not have dnssec-policy");
    }

    public static async Task<RndcReply> LoadkeysAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 1, cancellationToken);
        return zone is null ? error : new RndcReply(RndcResult.PermissionDenied);
    }

    public static async Task<RndcReply> SigningAsync(RndcContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments[1] != "-list")
        {
            return new RndcReply(context.Arguments[1] is null ? RndcResult.UnexpectedEnd : RndcResult.NotImplemented);
        }
        var (zone, error) = await ZoneArgument.RequireAsync(context, context.Arguments, 2, cancellationToken);
        return zone is null ? error : RndcReply.Ok("No signing records found");
    }

    public static Task<RndcReply> DnstapAsync(RndcContext context, CancellationToken cancellationToken) => Task.FromResult(new RndcReply(RndcResult.NotFound));
}
