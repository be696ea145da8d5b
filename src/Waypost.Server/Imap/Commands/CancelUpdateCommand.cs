using Waypost.Mail.Imap;
using Waypost.Server.Imap.Searching;

namespace Waypost.Server.Imap.Commands;

/// <summary>CANCELUPDATE (RFC 5267 section 4.3.1): no more updates of searches.</summary>
internal sealed class CancelUpdateCommand : IImapCommand
{
    public string Name => "CANCELUPDATE";

    public ImapStates States => ImapStates.Selected;

    public bool AllowsExpunge => false;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var tags = new List<string>();
        do
        {
            tags.Add(parser.Space().AString());
        }
        while (parser.Next(' ') && tags.Count < SearchContexts.MaxCount);

        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Selected!.Contexts.RemoveAll(context => tags.Contains(context.Tag));
        return Task.FromResult(ImapReply.Ok("Updates cancelled"));
    }
}
