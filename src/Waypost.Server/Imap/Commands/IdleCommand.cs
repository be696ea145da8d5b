using System.Threading.Channels;
using Waypost.Mail.Imap;
using Waypost.Server.Imap.Notifying;

namespace Waypost.Server.Imap.Commands;

/// <summary>IDLE (RFC 2177). The store tells of changes, those of other nodes too; nothing is asked for meanwhile.</summary>
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

        // A change that comes while the client is being told of another is kept until it has been.
        var changed = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var watch = session.Selected is { } selected ? session.Stores.Changes.WatchMailbox(selected.Mailbox.Id, _ => changed.Writer.TryWrite(true)) : null;
        await session.RefreshAsync(allowExpunge: true, cancellationToken);
        await session.ContinueAsync("idling", cancellationToken);
        var line = session.ReadLineAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        while (true)
        {
            var news = changed.Reader.WaitToReadAsync(stop.Token).AsTask();
            var ended = session.Notifier is { } notifier ? await Task.WhenAny(line, news, notifier.WaitAsync()) : await Task.WhenAny(line, news);
            if (ended == line)
            {
                await stop.CancelAsync();
                break;
            }

            if (ended == news)
            {
                await news;
                changed.Reader.TryRead(out _);
            }

            // Should this fail, the read is still under way, and no command could be read beside it.
            session.Ended = true;
            if (session.Notifier is not null)
            {
                await Notifications.WriteAsync(session, cancellationToken);
            }

            await session.RefreshAsync(allowExpunge: true, cancellationToken);
            await session.Writer.FlushAsync(cancellationToken);
            session.Ended = false;
        }

        return "DONE".Equals(await line, StringComparison.OrdinalIgnoreCase) ? ImapReply.Ok("Idle ended") : ImapReply.Bad("Expected DONE");
    }
}
