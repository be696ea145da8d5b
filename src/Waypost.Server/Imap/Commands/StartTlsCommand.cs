using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>STARTTLS (RFC 9051 section 6.2.1).</summary>
internal sealed class StartTlsCommand : IImapCommand
{
    public string Name => "STARTTLS";

    public ImapStates States => ImapStates.NotAuthenticated;

    public string? CapabilityIn(ImapSession session) => session.CanStartTls ? "STARTTLS" : null;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        if (!session.CanStartTls)
        {
            return Task.FromResult(ImapReply.Bad("TLS is in use already or not offered"));
        }

        session.StartsTls = true;
        return Task.FromResult(ImapReply.Ok("Begin TLS negotiation"));
    }
}
