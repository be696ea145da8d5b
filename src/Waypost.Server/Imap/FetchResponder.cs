using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap;

/// <summary>Writes the FETCH response of one message (RFC 9051 section 7.5.2).</summary>
internal sealed class FetchResponder(IMailboxStore store, ImapWriter writer, IReadOnlyList<FetchItem> items)
{
    private readonly bool needsContent = items.Any(item => item.Kind == FetchKind.Section);
    private readonly bool needsTree = items.Any(item => item.Section is { IsTopLevel: false });

    /// <summary>Writes the response; flags are added when <paramref name="withFlags"/> says that reading changed them.</summary>
    public async Task RespondAsync(int number, MessageEntry entry, MessageSummary? summary, bool withFlags, CancellationToken cancellationToken)
    {
        // Null when another session expunged the message and this client was not told yet: its sections are NIL.
        var content = needsContent ? await store.ReadContentAsync(entry.Id, cancellationToken) : null;
        var tree = content is not { } octets ? null : needsTree ? MessageTreeReader.Read(octets) : MessageTreeReader.ReadOutline(octets);
        writer.Text(FormattableString.Invariant($"* {number} FETCH ("));
        var separator = "";
        foreach (var item in items)
        {
            writer.Text(separator);
            separator = " ";
            Append(item, entry, summary, content, tree);
        }

        if (withFlags && items.All(item => item.Kind != FetchKind.Flags))
        {
            writer.Text($"{separator}FLAGS ({string.Join(' ', entry.Flags)})");
        }

        writer.Line(")");
        await writer.FlushIfLargeAsync(cancellationToken);
    }

    private void Append(FetchItem item, MessageEntry entry, MessageSummary? summary, ReadOnlyMemory<byte>? content, MessageNode? tree)
    {
        writer.Text(item.Name).Text(" ");
        switch (item.Kind)
        {
            case FetchKind.Flags:
                writer.Text($"({string.Join(' ', entry.Flags)})");
                break;
            case FetchKind.Uid:
                writer.Text(FormattableString.Invariant($"{entry.Uid}"));
                break;
            case FetchKind.InternalDate:
                writer.Text(ImapDate.Format(entry.InternalDate));
                break;
            case FetchKind.Size:
                writer.Text(FormattableString.Invariant($"{entry.Size}"));
                break;
            case FetchKind.Envelope:
                writer.Text(summary?.Envelope ?? "NIL");
                break;
            case FetchKind.Body:
                writer.Text(summary is null ? "NIL" : BodyStructureReader.WithoutExtensions(summary.BodyStructure));
                break;
            case FetchKind.BodyStructure:
                writer.Text(summary?.BodyStructure ?? "NIL");
                break;
            case FetchKind.Section:
                AppendSection(item, content, tree);
                break;
        }
    }

    private void AppendSection(FetchItem item, ReadOnlyMemory<byte>? content, MessageNode? tree)
    {
        var octets = content is null ? null : SectionReader.Read(tree!, content.Value, item.Section!);
        if (octets is not { } found)
        {
            writer.Text("NIL");
            return;
        }

        if (item.Partial is { } partial)
        {
            var from = (int)Math.Min(partial.Offset, (uint)found.Length);
            found = found.Slice(from, (int)Math.Min(partial.Count, (uint)(found.Length - from)));
        }

        writer.Literal(found.Span);
    }
}
