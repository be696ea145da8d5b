using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Commands;

/// <summary>CREATE (RFC 9051 section 6.3.4), with a special use (RFC 6154 section 3).</summary>
internal sealed class CreateCommand : IImapCommand
{
    public string Name => "CREATE";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "CREATE-SPECIAL-USE";

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var uses = ParseUses(parser);
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (MailboxAccess.IsOtherUsers(name))
        {
            return uses.Count == 0 ? await CreateSharedAsync(session, name, cancellationToken) : ImapReply.No("Only one's own mailboxes have a special use", "USEATTR");
        }

        string? use = null;
        if (uses.Count > 0)
        {
            use = uses.Count == 1 ? SpecialUses.Canonical(uses[0]) : null;
            var taken = (await session.Store.ListAsync(session.AccountId, cancellationToken)).Any(mailbox => mailbox.SpecialUse == use);
            if (use is null || taken)
            {
                return ImapReply.No("A mailbox cannot have that use", "USEATTR");
            }
        }

        await MailboxListing.CreateSuperiorsAsync(session.Store, session.AccountId, name, cancellationToken);
        return await session.Store.CreateAsync(session.AccountId, name, use, cancellationToken) is { } created
            ? ImapReply.Ok("Created", $"MAILBOXID ({created.ObjectId})")
            : ImapReply.No("Mailbox exists", "ALREADYEXISTS");
    }

    private static List<string> ParseUses(ImapParser parser)
    {
        var uses = new List<string>();
        if (!parser.TryTakeText(" ("))
        {
            return uses;
        }

        if (!parser.TryTakeWord("USE"))
        {
            parser.Fail("Unknown parameter");
        }

        parser.Space().Expect('(');
        while (parser.TryTake('\\') && uses.Count < SpecialUses.Settable.Count)
        {
            uses.Add(@"\" + parser.Atom());
            parser.TryTake(' ');
        }

        parser.Expect(')').Expect(')');
        return uses;
    }

    // Below a mailbox of another account that gives the right k; the list of rights goes along (RFC 4314 section 4).
    private static async Task<ImapReply> CreateSharedAsync(ImapSession session, string name, CancellationToken cancellationToken)
    {
        var superior = name[..name.LastIndexOf(MailboxName.Delimiter)];
        if (await MailboxAccess.FindAsync(session, superior, cancellationToken) is not { } parent || !parent.May('k'))
        {
            return MailboxAccess.NoPermission;
        }

        var below = parent.Mailbox.Name + name[superior.Length..];
        if (await session.Store.CreateAsync(parent.Mailbox.AccountId, below, null, cancellationToken) is not { } created)
        {
            return ImapReply.No("Mailbox exists", "ALREADYEXISTS");
        }

        foreach (var entry in await session.Stores.Rights.ReadAsync(parent.Mailbox.Id, cancellationToken))
        {
            await session.Stores.Rights.SetAsync(created.Id, entry.Identifier, entry.Rights, cancellationToken);
        }

        return ImapReply.Ok("Created", $"MAILBOXID ({created.ObjectId})");
    }
}
