using Waypost.Dns.Rndc;

namespace Waypost.Server.Rndc.Commands;

/// <summary><c>tsig-list</c> and <c>tsig-delete</c>.</summary>
internal static class KeyCommands
{
    public static Task<RndcReply> ListAsync(RndcContext context, CancellationToken cancellationToken)
    {
        var keys = context.Target.TsigKeys();
        return Task.FromResult(RndcReply.Ok(keys.Count == 0
            ? "no tsig keys found."
            : string.Join('\n', keys.Select(key => $"view \"{key.View}\"; type \"{key.Type}\"; key \"{key.Name.TrimEnd('.')}\";"))));
    }

    // Only keys made by TKEY can be deleted, and those do not exist here.
    public static Task<RndcReply> DeleteAsync(RndcContext context, CancellationToken cancellationToken)
    {
        if (context.Arguments[1] is not { } name)
        {
            return Task.FromResult(new RndcReply(RndcResult.UnexpectedEnd));
        }
        if (ZoneArgument.Normalize(name, out var error) is null)
        {
            return Task.FromResult(error!);
        }
        return Task.FromResult(context.Arguments[2] is { } view && !context.Target.Views.Contains(view, StringComparer.Ordinal)
            ? new RndcReply(RndcResult.NotFound)
            : RndcReply.Ok("0 tsig keys deleted."));
    }
}
