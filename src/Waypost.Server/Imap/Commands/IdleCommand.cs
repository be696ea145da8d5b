using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>IDLE (RFC 2177). Another node may have made the change, so the store is asked.</summary>
internal sealed class IdleCommand : IImapCommand
{
    public string Name => "IDLE";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "IDLE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        await session.ContinueAsync("idling", cancellationToken);
        var line = session.ReadLineAsync(cancellationToken);
        while (true)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(session.Options.IdlePollInterval, session.Time, stop.Token);
            if (await Task.WhenAny(line, pause) == line)
            {
                await stop.CancelAsync();
                break;
            }

            await pause;

            // Should this fail, the read is still under way, and no command could be read beside it.
            session.Ended = true;
            await session.RefreshAsync(allowExpunge: true, cancellationToken);
            await session.Writer.FlushAsync(cancellationToken);
            session.Ended = false;
        }

        return "DONE".Equals(await line, StringComparison.OrdinalIgnoreCase) ? ImapReply.Ok("Idle ended") : ImapReply.Bad("Expected DONE");
    }
}
