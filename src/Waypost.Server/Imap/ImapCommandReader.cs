using System.Buffers;
using System.Text;
using Waypost.Mail.Imap;

namespace Waypost.Server.Imap;

/// <summary>A command with its literals in place, or why there is none.</summary>
/// <param name="Octets">The command; without its last literal when <see cref="Fault"/> is set; null at the end of the connection.</param>
/// <param name="Fault">The reply to a command that was too long.</param>
/// <param name="Fatal">True when the octets to come are no longer understood, so that the connection must end.</param>
internal readonly record struct ImapCommandOctets(ReadOnlyMemory<byte>? Octets, ImapReply? Fault = null, bool Fatal = false);

/// <summary>Gathers commands: lines, and the literals that lines announce (RFC 9051 section 4.3, RFC 7888).</summary>
internal sealed class ImapCommandReader(ImapInput input, ImapWriter writer, ImapOptions options)
{
    /// <summary>What CAPABILITY says of the reader.</summary>
    public const string Capability = "LITERAL+";

    private const int MaxSizeBeforeLogin = 8192;

    public async ValueTask<ImapCommandOctets> ReadAsync(bool loggedIn, CancellationToken cancellationToken)
    {
        var octets = new ArrayBufferWriter<byte>(256);
        var budget = loggedIn ? options.MaxCommandSize : MaxSizeBeforeLogin;
        long messages = 0;
        while (true)
        {
            var before = octets.WrittenCount;
            switch (await input.ReadLineAsync(octets, Math.Max(0, budget - before), cancellationToken))
            {
                case LineStatus.End:
                    return new(null);
                case LineStatus.TooLong:
                    return new(octets.WrittenMemory, ImapReply.Bad("Command too long"));
            }

            if (!LiteralHeader.TryRead(octets.WrittenSpan[before..], out var literal))
            {
                return new(octets.WrittenMemory);
            }

            // The messages of one APPEND or REPLACE share what one message may have.
            var isMessage = loggedIn && TakesMessages(octets.WrittenSpan);
            var allowed = isMessage ? options.MaxMessageSize - messages : budget - octets.WrittenCount;
            if (literal.Size > allowed)
            {
                // The client sends a non-synchronizing literal whatever the answer is, so nothing after it could be trusted.
                var fault = isMessage ? ImapReply.No("Message too large", "TOOBIG") : ImapReply.Bad("Literal too large");
                return new(octets.WrittenMemory, fault, Fatal: !literal.Synchronizing);
            }

            octets.Write("\r\n"u8);
            if (literal.Synchronizing)
            {
                writer.Line("+ Ready for the literal");
                await writer.FlushAsync(cancellationToken);
            }

            if (!await input.ReadLiteralAsync(octets, literal.Size, cancellationToken))
            {
                return new(null);
            }

            // A message takes nothing from what the rest of the command may use.
            budget += isMessage ? (int)literal.Size : 0;
            messages += isMessage ? literal.Size : 0;
        }
    }

    /// <summary>The tag of a command that could not be read in full, or null.</summary>
    public static string? TagOf(ReadOnlyMemory<byte> octets)
    {
        var parser = new ImapParser(octets);
        var tag = parser.Tag();
        return parser.Error is null && parser.Next(' ') ? tag : null;
    }

    private static bool TakesMessages(ReadOnlySpan<byte> octets)
    {
        var space = octets.IndexOf((byte)' ');
        return space >= 0 && (Starts(octets[space..], " APPEND "u8) || Starts(octets[space..], " REPLACE "u8) || Starts(octets[space..], " UID REPLACE "u8));
    }

    private static bool Starts(ReadOnlySpan<byte> octets, ReadOnlySpan<byte> words) => octets.Length > words.Length && Ascii.EqualsIgnoreCase(octets[..words.Length], words);
}
