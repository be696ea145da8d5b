using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Fetching;

/// <summary>Reads as much of a message as the items of a FETCH need.</summary>
internal sealed class MessageContentReader(IMailboxStore store, IReadOnlyList<FetchItem> items)
{
    /// <summary>Octets that are read at once.</summary>
    public const int PieceSize = 1024 * 1024;

    private const int HeaderSize = 32 * 1024;

    private readonly bool needsTree = items.Any(item => item.Section is { IsTopLevel: false } || item.Kind is FetchKind.Binary or FetchKind.BinarySize);
    private readonly bool needsHeader = items.Any(item => item.Section is not null && !IsWhole(item));
    private readonly bool needsMore = items.Any(item => item.Section is { } section && !IsWhole(item)
        && (!section.IsTopLevel || section.Text is not (SectionText.Header or SectionText.HeaderFields or SectionText.HeaderFieldsNot)));

    /// <summary>Whether some item needs the octets in memory.</summary>
    public bool IsNeeded => needsHeader;

    /// <summary>Whether an item is the whole message, which is sent as it is read.</summary>
    public static bool IsWhole(FetchItem item) => item is { Kind: FetchKind.Section, Section: { IsTopLevel: true, Text: SectionText.All } };

    public async ValueTask<MessageContent?> ReadAsync(MessageEntry entry, CancellationToken cancellationToken)
    {
        if (!needsMore && entry.Size > HeaderSize)
        {
            // Nearly every header is whole in the first octets.
            if (await store.ReadContentAsync(entry.Id, 0, HeaderSize, cancellationToken) is not { } begin)
            {
                return null;
            }

            if (begin.Span.IndexOf("\r\n\r\n"u8) >= 0)
            {
                return new(begin, MessageTreeReader.ReadOutline(begin));
            }
        }

        return await store.ReadContentAsync(entry.Id, cancellationToken) is { } content
            ? new(content, needsTree ? MessageTreeReader.Read(content) : MessageTreeReader.ReadOutline(content))
            : null;
    }
}
