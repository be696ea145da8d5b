namespace Waypost.Client;

/// <summary>Where log lines of the DNS server go: a channel of BIND's <c>logging</c> statement.</summary>
public sealed record LoggingChannel(
    string Name,
    string? File = null,
    int? Versions = null,
    long? Size = null,
    string? Suffix = null,
    string? Syslog = null,
    bool? Stderr = null,
    bool? Null = null,
    string? Severity = null,
    string? PrintTime = null,
    bool? PrintCategory = null,
    bool? PrintSeverity = null,
    bool? Buffered = null);

/// <summary>PUT /v1/logging-channels/{name}. Exactly one of file, syslog, stderr and null is given.</summary>
/// <param name="File">A file name in the directory for logs (setting <c>Dns:LogDirectory</c>).</param>
/// <param name="Versions">How many older files are kept when size is reached; -1 for all.</param>
/// <param name="Size">The size of the file, bytes, at which it is renamed and a new one begun; without versions nothing more is written.</param>
/// <param name="Suffix">How older files are named: increment or timestamp.</param>
/// <param name="Syslog">A syslog facility.</param>
/// <param name="Stderr">Whether lines go to standard error.</param>
/// <param name="Null">Whether lines go nowhere.</param>
/// <param name="Severity">The least severity: critical, error, warning, notice, info, <c>debug n</c> or dynamic. Default: info.</param>
/// <param name="PrintTime">Time before each line: yes, no, local, iso8601 or iso8601-utc. Default: no.</param>
/// <param name="PrintCategory">Whether the category is before each line. Default: no.</param>
/// <param name="PrintSeverity">Whether the severity is before each line. Default: no.</param>
/// <param name="Buffered">Whether lines wait for the buffer to fill. Default: no.</param>
public sealed record LoggingChannelPut(
    string? File = null,
    int? Versions = null,
    long? Size = null,
    string? Suffix = null,
    string? Syslog = null,
    bool? Stderr = null,
    bool? Null = null,
    string? Severity = null,
    string? PrintTime = null,
    bool? PrintCategory = null,
    bool? PrintSeverity = null,
    bool? Buffered = null);
