namespace Waypost.Mail.Queue;

/// <summary>One recipient of a queued message. Just one of <paramref name="Account"/>, <paramref name="RemoteAddress"/>,
/// <see cref="File"/> and <see cref="Command"/> is not null.</summary>
/// <param name="Address">The forward-path as the client gave it (for DSNs and Delivered-To).</param>
/// <param name="Account">The account to deliver to, or null.</param>
/// <param name="RemoteAddress">The address to relay to, or null.</param>
public sealed record QueueRecipient(string Address, string? Account, string? RemoteAddress)
{
    /// <summary>NOTIFY of RCPT (RFC 3461 section 4.1); null when the client gave none.</summary>
    public DsnNotify? Notify { get; init; }

    /// <summary>ORCPT of RCPT as <c>rfc822;addr</c>, xtext decoded (RFC 3461 section 4.2), or null.</summary>
    public string? OriginalRecipient { get; init; }

    /// <summary>The reverse-path for this recipient where it is not the message's: a list's <c>owner-LIST</c>. Null otherwise.</summary>
    public string? ReversePath { get; init; }

    /// <summary>The <c>+detail</c> of a local address, or null.</summary>
    public string? Detail { get; init; }

    /// <summary>A file to append to (an alias or forward of the form <c>/path</c>), or null.</summary>
    public string? File { get; init; }

    /// <summary>A command to pipe into (<c>|command</c>), or null.</summary>
    public string? Command { get; init; }
}

/// <summary>When a DSN is wanted (RFC 3461 section 4.1).</summary>
[Flags]
public enum DsnNotify { Never = 0, Success = 1, Failure = 2, Delay = 4 }
