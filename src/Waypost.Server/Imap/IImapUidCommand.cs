using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>A command that <c>UID</c> can precede (RFC 9051 section 6.4.9).</summary>
internal interface IImapUidCommand : IImapCommand
{
    /// <summary>Whether the command without UID names messages by sequence number.</summary>
    bool UsesSequenceNumbers => true;

    Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, bool byUid, CancellationToken cancellationToken);

    Task<ImapReply> IImapCommand.ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken) => UsesSequenceNumbers && session.Has(ImapModes.UidOnly)
        ? Task.FromResult(ImapReply.BadCode("Only UIDs are in use", "UIDREQUIRED"))
        : ExecuteAsync(session, parser, byUid: false, cancellationToken);
}
