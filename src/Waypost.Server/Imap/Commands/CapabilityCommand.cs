using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>CAPABILITY (RFC 9051 section 6.1.1).</summary>
internal sealed class CapabilityCommand : IImapCommand
{
    public string Name => "CAPABILITY";

    public ImapStates States => ImapStates.Any;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Writer.Untagged("CAPABILITY " + ImapCommandTable.CapabilitiesIn(session));
        return Task.FromResult(ImapReply.Ok("Capabilities listed"));
    }
}
