using System.Text;
using MimeKit;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Mail.Summaries;

/// <summary>Decodes what searches look at: header fields and text parts, those of embedded messages too.</summary>
internal static class SearchTextReader
{
    public static SearchText Read(MessageNode root, ReadOnlyMemory<byte> content)
    {
        if (root.Message is null)
        {
            // Octets that are no message have text all the same.
            var octets = content.Length <= SearchText.MaxLength ? content.Span : content.Span[..SearchText.MaxLength];
            return new("", SearchText.Fold(Encoding.Latin1.GetString(octets)));
        }

        var header = new StringBuilder();
        var body = new StringBuilder();
        AppendHeader(header, root.Message.Headers);
        if (root.Body.Entity is { } entity)
        {
            AppendHeader(header, entity.Headers);
        }

        AppendPart(body, root.Body);
        return new(SearchText.Fold(header.ToString()), SearchText.Fold(body.ToString()));
    }

    private static void AppendHeader(StringBuilder target, HeaderList headers)
    {
        foreach (var header in headers)
        {
            if (target.Length < SearchText.MaxLength)
            {
                target.Append(header.Field).Append(": ").Append(header.Value.Replace('\n', ' ').Replace('\r', ' ').Replace('\0', ' ')).Append('\n');
            }
        }
    }

    private static void AppendPart(StringBuilder target, PartNode part)
    {
        if (target.Length >= SearchText.MaxLength)
        {
            return;
        }

        foreach (var child in part.Children)
        {
            AppendPart(target, child);
        }

        if (part.Embedded is { Message: { } embedded } inner)
        {
            AppendHeader(target, embedded.Headers);
            AppendPart(target, inner.Body);
        }
        else if (part.Entity is TextPart { Text: { } text })
        {
            var room = Math.Min(text.Length, SearchText.MaxLength - target.Length);
            target.Append(text.AsSpan(0, room)).Replace('\0', ' ', target.Length - room, room).Append('\n');
        }
    }
}
