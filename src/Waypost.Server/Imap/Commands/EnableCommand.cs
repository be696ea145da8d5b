using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>ENABLE (RFC 9051 section 6.3.1).</summary>
internal sealed class EnableCommand : IImapCommand
{
    private static readonly Dictionary<string, ImapModes> Known = new(StringComparer.Ordinal)
    {
        ["IMAP4REV2"] = ImapModes.Rev2,
        ["CONDSTORE"] = ImapModes.CondStore,

        // RFC 7162 section 3.2.3: QRESYNC brings CONDSTORE along.
        ["QRESYNC"] = ImapModes.QResync | ImapModes.CondStore,
        ["UTF8=ACCEPT"] = ImapModes.Utf8,
        ["UIDONLY"] = ImapModes.UidOnly,
    };

    public string Name => "ENABLE";

    public ImapStates States => ImapStates.LoggedIn;

    public string? Capability => "ENABLE QRESYNC UTF8=ACCEPT UIDONLY";

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var enabled = new List<string>();
        var modes = ImapModes.None;
        do
        {
            // Unknown extensions are ignored.
            var word = parser.Space().Atom().ToUpperInvariant();
            if (Known.TryGetValue(word, out var mode) && (modes & mode) != mode)
            {
                modes |= mode;
                enabled.Add(word == "IMAP4REV2" ? "IMAP4rev2" : word);
            }
        }
        while (parser.Next(' '));

        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        // RFC 6855 section 3: not while a mailbox is selected, whose names the client knows in the other form.
        if (session.Selected is not null && (modes & ImapModes.Utf8) != 0)
        {
            return Task.FromResult(ImapReply.Bad("Enable UTF8=ACCEPT before a mailbox is selected"));
        }

        session.Modes |= modes;
        session.Writer.Untagged(string.Join(' ', enabled.Prepend("ENABLED")));
        return Task.FromResult(ImapReply.Ok("Enabled what there is"));
    }
}
