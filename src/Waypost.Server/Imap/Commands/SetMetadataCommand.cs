using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>SETMETADATA (RFC 5464 section 4.3).</summary>
internal sealed class SetMetadataCommand : IImapCommand
{
    public string Name => "SETMETADATA";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var mailbox = parser.Space().TryTakeText("\"\"") ? "" : parser.Mailbox();
        var entries = new List<MetadataEntry>();
        parser.Space().Expect('(');
        do
        {
            var name = MetadataName.Parse(parser);
            entries.Add(new(name, parser.Space().NStringBytes()));
            if (entries.Count > MetadataLimits.MaxEntries)
            {
                parser.Fail("Too many entries");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var target = await MetadataTarget.FindAsync(session, mailbox, cancellationToken);
        if (target.Refusal is { } refusal)
        {
            return refusal;
        }

        // RFC 5464 section 3.3: what all see takes the right to write; the server's belongs to who runs it.
        if (entries.Exists(entry => entry.Name.StartsWith(MetadataName.Shared, StringComparison.Ordinal)) && target.Access?.May('w') != true)
        {
            return MailboxAccess.NoPermission;
        }

        return await session.Stores.Metadata.WriteAsync(session.AccountId, target.MailboxId, entries, cancellationToken) switch
        {
            MetadataOutcome.TooLarge => ImapReply.No("A value is too large", FormattableString.Invariant($"METADATA MAXSIZE {MetadataLimits.MaxValueSize}")),
            MetadataOutcome.TooMany => ImapReply.No("Too many entries", "METADATA TOOMANY"),
            _ => ImapReply.Ok("Metadata set"),
        };
    }
}
