using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>GETQUOTA (RFC 9208 section 4.1.1).</summary>
internal sealed class GetQuotaCommand : IImapCommand
{
    public string Name => "GETQUOTA";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "QUOTA QUOTA=RES-STORAGE QUOTA=RES-MESSAGE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var root = parser.Space().AString();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (root.Length > 0 || await session.Stores.Quotas.ReadAsync(session.AccountId, cancellationToken) is not { HasLimits: true } usage)
        {
            return ImapReply.No("No such quota root", "NONEXISTENT");
        }

        QuotaResponse.Write(session, usage);
        return ImapReply.Ok("Quota sent");
    }
}
