using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Server.Imap.Fetching;

/// <summary>Writes the FETCH response of one message (RFC 9051 section 7.5.2).</summary>
internal sealed class FetchResponder(ImapSession session, IReadOnlyList<FetchItem> items)
{
    private readonly ImapWriter writer = session.Writer;
    private readonly MessageContentReader reader = new(session.Store, items);
    private readonly bool namesFlags = items.Any(item => item.Kind == FetchKind.Flags);
    private readonly bool namesModSeq = items.Any(item => item.Kind == FetchKind.ModSeq);

    /// <summary>A part is in a transfer encoding that is not known (RFC 3516 section 4.3).</summary>
    public bool HasUnknownEncoding { get; private set; }

    /// <summary>Writes the response; flags are added when <paramref name="withFlags"/> says that reading changed them.</summary>
    public async ValueTask RespondAsync(int number, MessageEntry entry, MessageSummary? summary, bool withFlags, CancellationToken cancellationToken)
    {
        // Null when another session expunged the message and this client was not told yet: its sections are NIL.
        var content = reader.IsNeeded ? await reader.ReadAsync(entry, cancellationToken) : null;
        MessageResponse.Begin(session, number, entry.Uid, withUid: false);
        var first = true;
        foreach (var item in items)
        {
            if (item.Kind == FetchKind.Uid && session.Has(ImapModes.UidOnly))
            {
                continue;
            }

            if (!first)
            {
                writer.Octets(" "u8);
            }

            first = false;
            writer.Text(item.Name).Octets(" "u8);
            if (MessageContentReader.IsWhole(item))
            {
                await WriteWholeAsync(item, entry, cancellationToken);
            }
            else
            {
                Append(item, entry, summary, content);
            }
        }

        if (withFlags && !namesFlags)
        {
            writer.Octets(first ? "FLAGS "u8 : " FLAGS "u8).Flags(entry.Flags);
            first = false;
        }

        if (session.Has(ImapModes.CondStore) && !namesModSeq && (withFlags || namesFlags))
        {
            writer.Octets(first ? "MODSEQ ("u8 : " MODSEQ ("u8).Number(entry.ModSeq).Octets(")"u8);
        }

        writer.Octets(")\r\n"u8);
        await writer.FlushIfLargeAsync(cancellationToken);
    }

    private void Append(FetchItem item, MessageEntry entry, MessageSummary? summary, MessageContent? content)
    {
        switch (item.Kind)
        {
            case FetchKind.Flags:
                writer.Flags(entry.Flags);
                break;
            case FetchKind.Uid:
                writer.Number(entry.Uid);
                break;
            case FetchKind.InternalDate:
                writer.Text(ImapDate.Format(entry.InternalDate));
                break;
            case FetchKind.Size:
                writer.Number(entry.Size);
                break;
            case FetchKind.ModSeq:
                writer.Octets("("u8).Number(entry.ModSeq).Octets(")"u8);
                break;
            case FetchKind.EmailId:
                writer.Octets("("u8).Text(entry.EmailId).Octets(")"u8);
                break;
            case FetchKind.SaveDate:
                writer.Text(ImapDate.Format(entry.SaveDate));
                break;
            case FetchKind.Section:
                AppendOctets(item, content?.Section(item.Section!), mayHoldNul: false);
                break;
            case FetchKind.Binary or FetchKind.BinarySize:
                AppendBinary(item, content);
                break;
            default:
                AppendSummary(item, summary);
                break;
        }
    }

    private void AppendSummary(FetchItem item, MessageSummary? summary)
    {
        switch (item.Kind)
        {
            case FetchKind.Envelope when summary is not null:
                writer.Text(summary.Envelope);
                break;
            case FetchKind.Body when summary is not null:
                writer.Text(BodyStructureReader.WithoutExtensions(summary.BodyStructure));
                break;
            case FetchKind.BodyStructure when summary is not null:
                writer.Text(summary.BodyStructure);
                break;
            case FetchKind.Preview when summary is not null:
                // RFC 8970 section 3.1: UTF-8, which a quoted string cannot carry to every client.
                writer.Literal(System.Text.Encoding.UTF8.GetBytes(summary.Preview));
                break;
            case FetchKind.ThreadId when summary is { ThreadId.Length: > 0 }:
                writer.Octets("("u8).Text(summary.ThreadId).Octets(")"u8);
                break;
            default:
                writer.Octets("NIL"u8);
                break;
        }
    }

    private void AppendBinary(FetchItem item, MessageContent? content)
    {
        var decoded = content?.Decoded(item.Section!) ?? new(null, IsUnknown: false);
        HasUnknownEncoding |= decoded.IsUnknown;
        if (item.Kind == FetchKind.BinarySize)
        {
            writer.Number(decoded.Octets?.Length ?? 0);
        }
        else
        {
            AppendOctets(item, decoded.Octets, mayHoldNul: true);
        }
    }

    private void AppendOctets(FetchItem item, ReadOnlyMemory<byte>? octets, bool mayHoldNul)
    {
        if (octets is not { } found)
        {
            writer.Octets("NIL"u8);
            return;
        }

        if (item.Partial is { } partial)
        {
            var from = (int)Math.Min(partial.Offset, (uint)found.Length);
            found = found.Slice(from, (int)Math.Min(partial.Count, (uint)(found.Length - from)));
        }

        if (mayHoldNul && found.Span.Contains((byte)0))
        {
            writer.Octets("~"u8);
        }

        writer.Literal(found.Span);
    }

    // The whole message goes from the store to the client piece by piece, however large it is.
    private async ValueTask WriteWholeAsync(FetchItem item, MessageEntry entry, CancellationToken cancellationToken)
    {
        var begin = Math.Min(item.Partial?.Offset ?? 0, entry.Size);
        var left = Math.Min(item.Partial?.Count ?? long.MaxValue, entry.Size - begin);
        var announced = false;
        do
        {
            var piece = await session.Store.ReadContentAsync(entry.Id, begin, (int)Math.Min(left, MessageContentReader.PieceSize), cancellationToken);
            if (!announced)
            {
                if (piece is null)
                {
                    writer.Octets("NIL"u8);
                    return;
                }

                writer.LiteralHeader(left);
                announced = true;
            }

            if (left > 0 && piece is not { Length: > 0 })
            {
                // The literal is announced and cannot be taken back.
                throw new IOException("A message was expunged while it was sent.");
            }

            writer.Octets(piece!.Value.Span);
            begin += piece.Value.Length;
            left -= piece.Value.Length;
            await writer.FlushIfLargeAsync(cancellationToken);
        }
        while (left > 0);
    }
}
