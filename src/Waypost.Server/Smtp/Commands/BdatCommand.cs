using System.Globalization;
using Waypost.Mail.Queue;
using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp.Commands;

/// <summary>BDAT (RFC 3030 section 2). The chunk follows whatever the reply, so it is legal in any state and judged here.</summary>
internal sealed class BdatCommand : ISmtpCommand
{
    public string Verb => "BDAT";

    public ValueTask<SmtpReply> ExecuteAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        string[] words = argument.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool last = words.Length == 2 && words[1].Equals("LAST", StringComparison.OrdinalIgnoreCase);
        if (words.Length is 0 or > 2 || (words.Length == 2 && !last)
            || !long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out long size))
        {
            // How much follows is unknown, so nothing after it can be told from content.
            return new(SmtpReply.Of(501, "5.5.4", "Syntax: BDAT size [LAST]", closes: true));
        }

        if (size > session.Backend.Options.MaxMessageSize)
        {
            return new(SmtpReply.Of(552, "5.3.4", $"Message exceeds {session.Backend.Options.MaxMessageSize} octets", closes: true));
        }

        SmtpReply? refusal = (session.State & (SmtpStates.Recipients | SmtpStates.Chunks)) == 0
            ? SmtpReply.Of(503, "5.5.1", "BDAT comes after an accepted RCPT")
            : null;
        if (refusal is null)
        {
            SmtpEnvelope envelope = session.Envelope!;
            envelope.Chunks ??= new SmtpChunkContent(session.Backend.Options.MaxMessageSize, envelope.Body == BodyKind.BinaryMime);
        }

        session.Chunk = new SmtpChunk(size, last, refusal);
        return new(SmtpReply.Of(250, "2.0.0", "Chunk follows"));
    }
}
