using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>ENABLE (RFC 5161).</summary>
internal sealed class EnableCommand : IImapCommand
{
    public string Name => "ENABLE";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "ENABLE";

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        do
        {
            parser.Space().Atom();
        }
        while (parser.Next(' '));
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        // No extension here waits to be enabled, and unknown ones are ignored.
        session.Writer.Untagged("ENABLED");
        return Task.FromResult(ImapReply.Ok("Enabled what there is"));
    }
}
