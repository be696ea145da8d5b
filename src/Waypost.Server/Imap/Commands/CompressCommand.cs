using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Commands;

/// <summary>COMPRESS (RFC 4978).</summary>
internal sealed class CompressCommand : IImapCommand
{
    public string Name => "COMPRESS";

    public ImapStates States => ImapStates.LoggedIn;

    public string? CapabilityIn(ImapSession session) => session.IsCompressed ? null : "COMPRESS=DEFLATE";

    public Task<ImapReply> ExecuteAsync(ImapSession session, ImapParser parser, CancellationToken cancellationToken)
    {
        var mechanism = parser.Space().Atom().ToUpperInvariant();
        if (!parser.TryEnd())
        {
            return Task.FromResult(ImapReply.Bad(parser));
        }

        if (mechanism != "DEFLATE")
        {
            return Task.FromResult(ImapReply.No("Only DEFLATE is known"));
        }

        if (session.IsCompressed)
        {
            return Task.FromResult(ImapReply.No("Compressed already", "COMPRESSIONACTIVE"));
        }

        session.StartsCompression = true;
        return Task.FromResult(ImapReply.Ok("Compressed from here on"));
    }
}
