using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>APPEND (RFC 9051 section 6.3.12) with the code of RFC 4315.</summary>
internal sealed class AppendCommand : IImapCommand
{
    public string Name => "APPEND";

    public ImapStates States => ImapStates.LoggedIn;

    public async Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var name = parser.Space().Mailbox();
        parser.Space();
        IReadOnlyList<string> flags = [];
        if (parser.Next('('))
        {
            flags = FlagListParser.Parse(parser);
            parser.Space();
        }

        var date = session.Time.GetLocalNow();
        if (parser.Next('"'))
        {
            if (!ImapDate.TryParseDateTime(parser.AString(), out date))
            {
                parser.Fail("Bad date-time");
            }

            parser.Space();
        }

        var content = parser.Literal();
        if (!parser.TryEnd())
        {
            return ImapReply.Bad(parser);
        }

        if (content.IsEmpty)
        {
            return ImapReply.No("An empty message cannot be appended", "CANNOT");
        }

        if (await session.Store.FindAsync(session.AccountId, name, cancellationToken) is not { } mailbox)
        {
            return ImapReply.No("No such mailbox", "TRYCREATE");
        }

        var appended = await session.Store.AppendAsync(mailbox.Id, [new(flags, date, content)], cancellationToken);
        return CopyCommand.Refused(appended.Outcome) ?? ImapReply.Ok("Appended", FormattableString.Invariant($"APPENDUID {mailbox.UidValidity} {appended.Uids[0]}"));
    }
}
