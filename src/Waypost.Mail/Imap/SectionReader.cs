using System.Text;

namespace Waypost.Mail.Imap;

/// <summary>Cuts the octets of a <c>BODY[section]</c> out of a message.</summary>
public static class SectionReader
{
    /// <summary>The octets of a section exactly as stored, or null when the message has no such part.</summary>
    public static ReadOnlyMemory<byte>? Read(MessageNode root, ReadOnlyMemory<byte> content, BodySection section)
    {
        if (section.Path.Count == 0)
        {
            return Message(root, content, section);
        }

        var part = Find(root, section.Path);
        return part is null ? null : section.Text switch
        {
            SectionText.All => content[part.Span.BodyBegin..part.Span.End],
            SectionText.Mime => content[part.Span.Begin..part.Span.BodyBegin],
            _ => part.Embedded is null ? null : Message(part.Embedded, content, section),
        };
    }

    /// <summary>The part of a path, or null when the message has no such part.</summary>
    public static PartNode? Find(MessageNode root, IReadOnlyList<int> path)
    {
        PartNode? part = null;
        foreach (var number in path)
        {
            // A message whose body is no multipart has that body as part 1; so has a message within a part.
            var inside = part is null ? root.Body : part.IsMultipart ? part : part.Embedded?.Body;
            if (inside is null)
            {
                return null;
            }

            part = inside.IsMultipart ? inside.Children.ElementAtOrDefault(number - 1) : number == 1 ? inside : null;
            if (part is null)
            {
                return null;
            }
        }

        return part;
    }

    private static ReadOnlyMemory<byte>? Message(MessageNode message, ReadOnlyMemory<byte> content, BodySection section)
    {
        var header = content[message.Span.Begin..message.Span.BodyBegin];
        return section.Text switch
        {
            SectionText.All => content[message.Span.Begin..message.Span.End],
            SectionText.Header => header,
            SectionText.Text => content[message.Span.BodyBegin..message.Span.End],
            SectionText.HeaderFields => Filter(header.Span, section.Fields, keep: true),
            SectionText.HeaderFieldsNot => Filter(header.Span, section.Fields, keep: false),
            _ => null,
        };
    }

    private static byte[] Filter(ReadOnlySpan<byte> header, IReadOnlyList<string> fields, bool keep)
    {
        using var result = new MemoryStream();
        var wanted = false;
        while (!header.IsEmpty)
        {
            var end = header.IndexOf((byte)'\n');
            var line = end < 0 ? header : header[..(end + 1)];
            header = header[line.Length..];
            if (line.TrimEnd("\r\n"u8).IsEmpty)
            {
                break;
            }

            if (line[0] is not ((byte)' ' or (byte)'\t'))
            {
                var colon = line.IndexOf((byte)':');
                var name = colon < 0 ? "" : Encoding.Latin1.GetString(line[..colon]).TrimEnd();
                wanted = fields.Contains(name, StringComparer.OrdinalIgnoreCase) == keep;
            }

            if (wanted)
            {
                result.Write(line);
            }
        }

        // RFC 9051: the empty line that ends a header is part of every subset of it.
        result.Write("\r\n"u8);
        return result.ToArray();
    }
}
