using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Imap.Appending;

namespace Waypost.Server.Imap.Commands;

/// <summary>APPEND (RFC 9051 section 6.3.12) of one or more messages (RFC 3502) with the code of RFC 4315.</summary>
internal sealed class AppendCommand : IImapCommand
{
    private const int MaxMessages = 1000;

    public string Name => "APPEND";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "MULTIAPPEND CATENATE";

    public string? CapabilityIn(ImapSession session) => FormattableString.Invariant($"{Capability} APPENDLIMIT={session.Options.MaxMessageSize}");

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        var items = new List<AppendedItem>();
        do
        {
            items.Add(AppendedItem.Parse(parser));
            if (items.Count > MaxMessages)
            {
                parser.Fail("Too many messages");
            }
        }
        while (parser.Next(' '));

        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        var access = await MailboxAccess.FindAsync(session, name, cancellationToken);
        if (CopyCommand.RefusedTarget(access) is { } refusal)
        {
            return refusal;
        }

        var assembler = new MessageAssembler(session);
        var messages = new List<AppendedMessage>(items.Count);
        foreach (var item in items)
        {
            if (await assembler.AssembleAsync(item, access!, cancellationToken) is not { } message)
            {
                return assembler.Refusal!;
            }

            messages.Add(message);
        }

        var appended = await Progress.WatchAsync(session, session.Store.AppendAsync(access!.Mailbox.Id, messages, cancellationToken), cancellationToken);
        return CopyCommand.Refused(appended.Outcome)
            ?? ImapReply.Ok("Appended", FormattableString.Invariant($"APPENDUID {access.Mailbox.UidValidity} {SequenceSet.Format(appended.Uids)}"));
    }
}
