using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>NOOP (RFC 9051 section 6.1.2): the client sees what changed, as after every command.</summary>
internal sealed class NoopCommand : IImapCommand
{
    public string Name => "NOOP";

    public ImapStates States => ImapStates.Any;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        return Task.FromResult(ImapReply.Ok("Done"));
    }
}
