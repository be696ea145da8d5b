using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>CHECK (RFC 3501 section 6.4.1).</summary>
internal sealed class CheckCommand : IImapCommand
{
    public string Name => "CHECK";

    public ImapStates States => ImapStates.Selected;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        return Task.FromResult(ImapReply.Ok("Everything is committed already"));
    }
}
