using System.Text;
using MimeKit;
using MimeKit.Text;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Mail.Summaries;

/// <summary>Makes PREVIEW (RFC 8970): the beginning of what a person would read, without quoted lines.</summary>
internal static class PreviewReader
{
    private const int MaxLength = 200;

    // More is not decoded: the words are near the beginning.
    private const int MaxSource = 64 * 1024;

    public static string Read(MessageNode root)
    {
        var text = Find(root.Body, plain: true) ?? Find(root.Body, plain: false);
        if (text?.Text is not { } source)
        {
            return "";
        }

        source = source.Length <= MaxSource ? source : source[..MaxSource];
        return Shorten(text.IsHtml ? Words(source) : source);
    }

    private static TextPart? Find(PartNode part, bool plain)
    {
        if (part.IsMultipart)
        {
            return part.Children.Select(child => Find(child, plain)).FirstOrDefault(found => found is not null);
        }

        return part.Entity is TextPart { IsAttachment: false } text && (plain ? text.IsPlain : text.IsHtml) ? text : null;
    }

    private static string Words(string html)
    {
        var words = new StringBuilder();
        var hidden = 0;
        using var reader = new StringReader(html);
        var tokenizer = new HtmlTokenizer(reader);
        while (words.Length < MaxLength * 4 && tokenizer.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken { Id: HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title } tag)
            {
                hidden = tag.IsEndTag ? 0 : 1;
            }
            else if (hidden == 0 && token is HtmlDataToken data)
            {
                words.Append(data.Data).Append(' ');
            }
        }

        return words.ToString();
    }

    private static string Shorten(string source)
    {
        var text = new StringBuilder();
        foreach (var line in source.Split('\n'))
        {
            if (line.StartsWith('>'))
            {
                continue;
            }

            foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                text.Append(text.Length > 0 ? " " : "").Append(word);
                if (text.Length >= MaxLength)
                {
                    return Cut(text.ToString());
                }
            }
        }

        return text.ToString();
    }

    // Never between the halves of a character.
    private static string Cut(string text) => text.Length <= MaxLength ? text : text[..(char.IsHighSurrogate(text[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
}
