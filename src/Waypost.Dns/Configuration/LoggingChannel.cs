namespace Waypost.Dns.Configuration;

/// <summary>Where log lines go: a channel of BIND's <c>logging</c> statement. Exactly one of File, Syslog, Stderr, Null is set.</summary>
public sealed record LoggingChannel
{
    /// <summary>Name; not one of the built-in ones (default_syslog, default_debug, default_stderr, null).</summary>
    public required string Name { get; init; }

    /// <summary>A file; a relative path is in the directory for logs.</summary>
    public string? File { get; init; }

    /// <summary>How many older files are kept when <see cref="Size"/> is reached; -1 for all.</summary>
    public int? Versions { get; init; }

    /// <summary>The size of the file, bytes, at which it is renamed and a new one begun; nothing more is written without versions.</summary>
    public long? Size { get; init; }

    /// <summary>How older files are named: <c>increment</c> or <c>timestamp</c>.</summary>
    public string? Suffix { get; init; }

    /// <summary>A syslog facility.</summary>
    public string? Syslog { get; init; }

    /// <summary>Whether lines go to standard error.</summary>
    public bool? Stderr { get; init; }

    /// <summary>Whether lines go nowhere.</summary>
    public bool? Null { get; init; }

    /// <summary>The least severity: critical, error, warning, notice, info, <c>debug n</c> or dynamic. Default: info.</summary>
    public string? Severity { get; init; }

    /// <summary>Time before each line: yes, no, local, iso8601 or iso8601-utc.</summary>
    public string? PrintTime { get; init; }

    /// <summary>Whether the category is before each line.</summary>
    public bool? PrintCategory { get; init; }

    /// <summary>Whether the severity is before each line.</summary>
    public bool? PrintSeverity { get; init; }

    /// <summary>Whether lines wait for the buffer to fill.</summary>
    public bool? Buffered { get; init; }
}
