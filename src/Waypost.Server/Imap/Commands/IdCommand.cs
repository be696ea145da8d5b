using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>ID (RFC 2971).</summary>
internal sealed class IdCommand : IImapCommand
{
    public string Name => "ID";

    public ImapStates States => ImapStates.Any;

    public string? Capability => "ID";

    private const int MaxFields = 30;

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        parser.Space();
        if (!parser.TryTakeWord("NIL"))
        {
            ReadFields(parser);
        }

        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        session.Writer.Untagged("ID (\"name\" \"Waypost\")");
        return Task.FromResult(ImapReply.Ok("Pleased to meet you"));
    }

    // What the client says of itself is checked and forgotten.
    private static void ReadFields(ImapParser parser)
    {
        parser.Expect('(');
        if (parser.TryTake(')'))
        {
            return;
        }

        var fields = 0;
        do
        {
            parser.NString();
            parser.Space().NString();
            if (++fields > MaxFields)
            {
                parser.Fail("Too many fields");
            }
        }
        while (parser.TryTake(' '));
        parser.Expect(')');
    }
}
