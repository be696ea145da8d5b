using System.Runtime.InteropServices;
using MimeKit;

namespace Waypost.Mail.Imap;

/// <summary>Finds the parts of a message without copying it. Any octets have a tree: what cannot be parsed is plain text.</summary>
public sealed class MessageTreeReader
{
    /// <summary>Parts nested deeper are opaque.</summary>
    public const int MaxDepth = 40;

    /// <summary>A message with more parts is taken as plain text.</summary>
    public const int MaxParts = 2000;

    private static readonly ParserOptions Options = new() { MaxMimeDepth = MaxDepth };

    private readonly Dictionary<MimeEntity, MessageSpan> entities = [];
    private readonly Dictionary<MimeMessage, MessageSpan> messages = [];

    private MessageTreeReader()
    {
    }

    /// <summary>The tree of the octets of a message.</summary>
    public static MessageNode Read(ReadOnlyMemory<byte> content) => new MessageTreeReader().ReadRoot(content);

    /// <summary>Header and text of a message only, without a look at its parts.</summary>
    public static MessageNode ReadOutline(ReadOnlyMemory<byte> content) => Opaque(content.Span, null);

    private MessageNode ReadRoot(ReadOnlyMemory<byte> content)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : new ArraySegment<byte>(content.ToArray());
        // The parts of the result read from the stream, so it is not disposed.
        var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        var parser = new MimeParser(Options, stream, MimeFormat.Entity, persistent: true);
        parser.MimeEntityEnd += (_, e) => entities[e.Entity] = new((int)e.BeginOffset, (int)e.HeadersEndOffset, (int)e.EndOffset, e.Lines);
        parser.MimeMessageEnd += (_, e) => messages[e.Message] = new((int)e.BeginOffset, (int)e.HeadersEndOffset, (int)e.EndOffset, 0);
        try
        {
            var message = parser.ParseMessage();
            return entities.Count <= MaxParts ? Node(message) : Opaque(content.Span, message);
        }
        catch (FormatException)
        {
            // The parser's way to say that the first line is no header, or that there is nothing.
            return Opaque(content.Span, null);
        }
    }

    private MessageNode Node(MimeMessage message)
    {
        var span = messages[message];
        return new(message, span, message.Body is { } body && entities.ContainsKey(body) ? Part(body) : new(null, span, [], null));
    }

    private PartNode Part(MimeEntity entity)
    {
        var span = entities[entity];
        return entity switch
        {
            Multipart multipart => new(entity, span, [.. multipart.Where(entities.ContainsKey).Select(Part)], null),
            MessagePart { Message: { } embedded } when messages.ContainsKey(embedded) => new(entity, span, [], Node(embedded)),
            _ => new(entity, span, [], null),
        };
    }

    private static MessageNode Opaque(ReadOnlySpan<byte> content, MimeMessage? message)
    {
        var bodyBegin = HeaderLength(content);
        var body = content[bodyBegin..];
        var lines = body.Count((byte)'\n') + (body.Length > 0 && body[^1] != '\n' ? 1 : 0);
        var span = new MessageSpan(0, bodyBegin, content.Length, lines);
        return new(message, span, new(null, span, [], null));
    }

    // Up to and with the first empty line.
    private static int HeaderLength(ReadOnlySpan<byte> content)
    {
        var at = 0;
        while (content[at..].IndexOf((byte)'\n') is >= 0 and var end)
        {
            var empty = content.Slice(at, end).TrimEnd((byte)'\r').IsEmpty;
            at += end + 1;
            if (empty)
            {
                return at;
            }
        }

        return content.Length;
    }
}
