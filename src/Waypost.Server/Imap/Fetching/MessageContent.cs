using MimeKit;
using Waypost.Mail.Imap;

namespace Waypost.Server.Imap.Fetching;

/// <summary>The octets of a part without their transfer encoding.</summary>
/// <param name="Octets">Null when there is no such part, or its encoding is unknown.</param>
internal readonly record struct DecodedPart(ReadOnlyMemory<byte>? Octets, bool IsUnknown);

/// <summary>The octets of a message in memory, and where its parts lie.</summary>
internal sealed class MessageContent(ReadOnlyMemory<byte> octets, MessageNode tree)
{
    public ReadOnlyMemory<byte>? Section(BodySection section) => SectionReader.Read(tree, octets, section);

    /// <summary>A part without its transfer encoding (RFC 3516 section 4.3); multiparts and messages have none.</summary>
    public DecodedPart Decoded(BodySection section)
    {
        if (section.IsTopLevel || SectionReader.Find(tree, section.Path) is not { } part || part.Entity is not MimePart { Content: { } content } entity)
        {
            return new(SectionReader.Read(tree, octets, section), IsUnknown: false);
        }

        if (entity.Headers[HeaderId.ContentTransferEncoding] is { } named && !IsKnown(named))
        {
            return new(null, IsUnknown: true);
        }

        using var decoded = new MemoryStream();
        content.DecodeTo(decoded);
        return new(decoded.GetBuffer().AsMemory(0, (int)decoded.Length), IsUnknown: false);
    }

    private static bool IsKnown(string encoding) => encoding.Trim().ToUpperInvariant() is "" or "7BIT" or "8BIT" or "BINARY" or "BASE64" or "QUOTED-PRINTABLE" or "X-UUENCODE" or "UUENCODE";
}
