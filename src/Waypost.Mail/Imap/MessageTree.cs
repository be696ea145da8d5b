using MimeKit;

namespace Waypost.Mail.Imap;

/// <summary>Where a header and its body lie in the octets of a message.</summary>
/// <param name="Begin">Offset of the first header octet.</param>
/// <param name="BodyBegin">Offset after the empty line that ends the header.</param>
/// <param name="End">Offset after the last octet of the body, without the line end that belongs to the next boundary.</param>
/// <param name="Lines">Text lines of the body in its transfer encoding.</param>
public readonly record struct MessageSpan(int Begin, int BodyBegin, int End, int Lines)
{
    /// <summary>Octets of the body in its transfer encoding.</summary>
    public int BodySize => End - BodyBegin;
}

/// <summary>A message (the whole one, or one inside a <c>message/rfc822</c> part) and where it lies.</summary>
/// <param name="Message">The parsed header, or null when the octets are not a message.</param>
/// <param name="Span">Header and text.</param>
/// <param name="Body">The body part.</param>
public sealed record MessageNode(MimeMessage? Message, MessageSpan Span, PartNode Body);

/// <summary>A body part (RFC 9051 section 6.4.5.1) and where it lies.</summary>
/// <param name="Entity">The parsed header, or null for text without a usable one.</param>
/// <param name="Span">MIME header and content.</param>
/// <param name="Children">The parts of a multipart, in order; empty otherwise.</param>
/// <param name="Embedded">The message in a <c>message/rfc822</c> part.</param>
public sealed record PartNode(MimeEntity? Entity, MessageSpan Span, IReadOnlyList<PartNode> Children, MessageNode? Embedded)
{
    /// <summary>True for a multipart with at least one part.</summary>
    public bool IsMultipart => Children.Count > 0;
}
