namespace Waypost.Mail.Store;

/// <summary>IMAP's ENVELOPE and BODYSTRUCTURE of a message, computed once when it arrives.</summary>
/// <param name="Envelope">The parenthesised ENVELOPE (RFC 9051 section 7.5.2).</param>
/// <param name="BodyStructure">The parenthesised BODYSTRUCTURE with extension data.</param>
public sealed record MessageSummary(string Envelope, string BodyStructure);
