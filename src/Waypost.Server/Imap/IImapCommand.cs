using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>A command of IMAP. It reads its arguments (from the space before the first), works, and returns the tagged reply.</summary>
internal interface IImapCommand
{
    string Name { get; }

    /// <summary>When it is legal.</summary>
    ImapStates States { get; }

    /// <summary>What CAPABILITY says of it, or null for what IMAP4rev1 has anyway.</summary>
    string? Capability => null;

    /// <summary>The same in this session: null where the command would be refused.</summary>
    string? CapabilityIn(ImapSession session) => Capability;

    /// <summary>False for FETCH, STORE and SEARCH, whose clients count on sequence numbers to stay (RFC 9051 section 7.5.1).</summary>
    bool AllowsExpunge => true;

    Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken);
}
