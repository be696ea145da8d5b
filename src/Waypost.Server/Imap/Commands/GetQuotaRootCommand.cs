using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>GETQUOTAROOT (RFC 9208 section 4.1.2).</summary>
internal sealed class GetQuotaRootCommand : IImapCommand
{
    public string Name => "GETQUOTAROOT";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (await MailboxAccess.FindAsync(session, name, cancellationToken) is not { } access)
        {
            return ImapReply.No("No such mailbox", "NONEXISTENT");
        }

        if (access.Mailbox.AccountId != session.AccountId || await session.Stores.Quotas.ReadAsync(session.AccountId, cancellationToken) is not { HasLimits: true } usage)
        {
            // Without a limit there is nothing to list (RFC 9208 section 5.1); what another account has used is not this client's to know.
            session.Writer.Untagged($"QUOTAROOT {session.Wire(name)}");
            return ImapReply.Ok("No quota root");
        }

        session.Writer.Untagged($"QUOTAROOT {session.Wire(name)} \"\"");
        QuotaResponse.Write(session, usage);
        return ImapReply.Ok("Quota root sent");
    }
}
