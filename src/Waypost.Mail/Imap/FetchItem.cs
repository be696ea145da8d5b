namespace Waypost.Mail.Imap;

/// <summary>What FETCH can ask for (RFC 9051 section 6.4.5).</summary>
public enum FetchKind { Flags, Uid, InternalDate, Size, Envelope, Body, BodyStructure, Section }

/// <summary>One item of a FETCH.</summary>
/// <param name="Kind">What to send.</param>
/// <param name="Name">The item's name in the response, for example <c>BODY[1]</c> or <c>RFC822.TEXT</c>.</param>
/// <param name="Section">The section of <see cref="FetchKind.Section"/>.</param>
/// <param name="Peek">True when reading does not set <c>\Seen</c>.</param>
/// <param name="Partial">First octet and count, or null for all.</param>
public sealed record FetchItem(FetchKind Kind, string Name, BodySection? Section = null, bool Peek = true, (uint Offset, uint Count)? Partial = null)
{
    /// <summary>True when the message's summary must be read for it.</summary>
    public bool NeedsSummary => Kind is FetchKind.Envelope or FetchKind.Body or FetchKind.BodyStructure;
}
