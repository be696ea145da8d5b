using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Indexes;

/// <summary>What a session's client has to be told.</summary>
/// <param name="Expunged">From the last to the first, so that no number needs a correction (RFC 9051 section 7.5.1).</param>
/// <param name="Changed">Messages with other flags, with their numbers after the expunges.</param>
/// <param name="Exists">The number of messages when some have come, or null.</param>
internal sealed record MailboxUpdate(IReadOnlyList<(int Number, uint Uid)> Expunged, IReadOnlyList<(int Number, MessageEntry Entry)> Changed, int? Exists)
{
    public bool IsNothing => Expunged.Count == 0 && Changed.Count == 0 && Exists is null;

    public static MailboxUpdate Nothing { get; } = new([], [], null);
}
