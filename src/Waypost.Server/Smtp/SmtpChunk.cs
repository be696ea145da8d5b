using Waypost.Mail.Smtp;

namespace Waypost.Server.Smtp;

/// <summary>A chunk that BDAT has announced.</summary>
/// <param name="Size">Octets that follow.</param>
/// <param name="IsLast">Whether the message ends with it.</param>
/// <param name="Refusal">The reply once its octets are dropped; null when they are taken.</param>
internal sealed record SmtpChunk(long Size, bool IsLast, SmtpReply? Refusal);
