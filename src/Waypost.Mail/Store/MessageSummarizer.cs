using System.Text;
using Waypost.Mail.Imap;

namespace Waypost.Mail.Store;

/// <summary>Computes a message's ENVELOPE and BODYSTRUCTURE (RFC 9051 section 7.5.2). Any octets have a summary.</summary>
public static class MessageSummarizer
{
    /// <summary>The summary of a message; both texts are ASCII without line ends.</summary>
    public static MessageSummary Summarize(ReadOnlyMemory<byte> content)
    {
        var root = MessageTreeReader.Read(content);
        var envelope = new StringBuilder(256);
        EnvelopeWriter.Append(envelope, root.Message);
        var structure = new StringBuilder(256);
        BodyStructureWriter.Append(structure, root.Body);
        return new(envelope.ToString(), structure.ToString());
    }
}
