using System.Text;
using Waypost.Mail.Imap;
using Waypost.Mail.Store;

namespace Waypost.Mail.Summaries;

/// <summary>Computes what the index keeps of a message. Any octets have a summary.</summary>
public static class MessageSummarizer
{
    /// <summary>The summary of a message; ENVELOPE and BODYSTRUCTURE are ASCII without line ends.</summary>
    public static MessageSummary Summarize(ReadOnlyMemory<byte> content)
    {
        var root = MessageTreeReader.Read(content);
        var envelope = new StringBuilder(256);
        EnvelopeWriter.Append(envelope, root.Message);
        var structure = new StringBuilder(256);
        BodyStructureWriter.Append(structure, root.Body);
        var keys = SortKeyReader.Read(root.Message);
        return new(envelope.ToString(), structure.ToString())
        {
            Keys = keys,
            ThreadId = ThreadIds.Of(keys, content.Span),
            Preview = PreviewReader.Read(root),
            Text = SearchTextReader.Read(root, content),
        };
    }
}
