using Waypost.Mail.Imap;
using Waypost.Mail.Store;
using Waypost.Server.Imap.Fetching;

namespace Waypost.Server.Imap.Appending;

/// <summary>Makes messages of what APPEND and REPLACE bring; resolves CATENATE's URLs (RFC 4469).</summary>
internal sealed class MessageAssembler(ImapSession session)
{
    /// <summary>Why there is no message, when <see cref="AssembleAsync"/> gave none.</summary>
    public ImapReply? Refusal { get; private set; }

    /// <summary>The message to append, or null with a reason.</summary>
    public async Task<AppendedMessage?> AssembleAsync(AppendedItem item, MailboxAccess target, CancellationToken cancellationToken)
    {
        var content = item.Parts is [{ Octets: { } single }] ? single : await ConcatenateAsync(item.Parts, cancellationToken);
        if (Refusal is not null)
        {
            return null;
        }

        if (content.IsEmpty)
        {
            Refusal = ImapReply.No("An empty message cannot be appended", "CANNOT");
            return null;
        }

        // RFC 4314 section 4: flags that the client may not set are left out.
        var flags = target.Rights == MailboxRight.All ? item.Flags : [.. item.Flags.Where(flag => target.May(flag == ImapFlags.Seen ? 's' : flag == ImapFlags.Deleted ? 't' : 'w'))];
        return new(flags, item.InternalDate ?? session.Time.GetLocalNow(), content);
    }

    private async Task<ReadOnlyMemory<byte>> ConcatenateAsync(IReadOnlyList<AppendedPart> parts, CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        foreach (var part in parts)
        {
            var octets = part.Octets ?? await ReadUrlAsync(part.Url!, cancellationToken);
            if (octets is not { } found)
            {
                Refusal = ImapReply.No("The URL names nothing here", $"BADURL {ImapText.Quote(part.Url!)}");
                return default;
            }

            if (whole.Length + found.Length > session.Options.MaxMessageSize)
            {
                Refusal = ImapReply.No("Message too large", "TOOBIG");
                return default;
            }

            whole.Write(found.Span);
        }

        return whole.ToArray();
    }

    private async Task<ReadOnlyMemory<byte>?> ReadUrlAsync(string text, CancellationToken cancellationToken)
    {
        if (!ImapUrl.TryParse(text, out var url))
        {
            return null;
        }

        var mailbox = url.Mailbox is null ? session.Selected?.Mailbox : await MailboxAsync(url.Mailbox, cancellationToken);
        if (mailbox is null || (url.UidValidity is { } validity && validity != mailbox.UidValidity))
        {
            return null;
        }

        var entry = (await session.Store.ReadIndexAsync(mailbox.Id, 0, cancellationToken)).FirstOrDefault(entry => entry.Uid == url.Uid);
        if (entry is null || await session.Store.ReadContentAsync(entry.Id, cancellationToken) is not { } content)
        {
            return null;
        }

        var octets = new MessageContent(content, url.Section.IsTopLevel ? MessageTreeReader.ReadOutline(content) : MessageTreeReader.Read(content)).Section(url.Section);
        if (octets is { } found && url.Partial is { } partial)
        {
            var from = (int)Math.Min(partial.Offset, (uint)found.Length);
            octets = found.Slice(from, (int)Math.Min(partial.Count ?? uint.MaxValue, (uint)(found.Length - from)));
        }

        return octets;
    }

    private async Task<Mailbox?> MailboxAsync(string name, CancellationToken cancellationToken) =>
        await MailboxAccess.FindAsync(session, name, cancellationToken) is { } access && access.May('r') ? access.Mailbox : null;
}
