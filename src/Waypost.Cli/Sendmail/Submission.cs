namespace Waypost.Cli.Sendmail;

/// <summary>A message on its way to the server.</summary>
/// <param name="ReversePath">The reverse-path; empty for the null one.</param>
/// <param name="Recipients">The forward-paths.</param>
/// <param name="Content">The message, CRLF line ends.</param>
internal sealed record Submission(string ReversePath, IReadOnlyList<string> Recipients, byte[] Content)
{
    /// <summary>NOTIFY of every RCPT, or null.</summary>
    public string? Notify { get; init; }

    /// <summary>RET of MAIL, or null.</summary>
    public string? Return { get; init; }

    /// <summary>ENVID of MAIL, or null.</summary>
    public string? EnvelopeId { get; init; }
}

/// <summary>A recipient that the server did not take.</summary>
internal sealed record RefusedRecipient(string Address, int Code, string Text)
{
    public bool IsTemporary => Code < 500;
}

/// <summary>What came of a submission.</summary>
/// <param name="Reply">The server's last word.</param>
/// <param name="Refused">Who was not taken, and why.</param>
/// <param name="IsUnreachable">The server is down, or went away, before it said anything final.</param>
internal sealed record SubmissionResult(string Reply, IReadOnlyList<RefusedRecipient> Refused, bool IsUnreachable);
