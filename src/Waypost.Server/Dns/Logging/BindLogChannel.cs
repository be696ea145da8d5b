using System.Globalization;

namespace Waypost.Server.Dns.Logging;

/// <summary>What stands before the message in a channel's lines.</summary>
public enum BindLogTime
{
    None,
    Local,
    Iso8601,
    Iso8601Utc,
}

/// <summary>One channel of a logging statement: how grave a message must be, and how its line looks. Where it goes, subclasses know.</summary>
public abstract class BindLogChannel : IDisposable
{
    /// <summary>The least grave level that is written.</summary>
    public BindSeverity Severity { get; init; } = BindSeverity.Info;

    /// <summary>For <see cref="BindSeverity.Debug"/>: up to which debug level; null follows the server's (<c>dynamic</c>).</summary>
    public int? DebugLevel { get; init; }

    public BindLogTime PrintTime { get; init; }

    public bool PrintCategory { get; init; }

    public bool PrintSeverity { get; init; }

    /// <summary>Writes a message when it is grave enough.</summary>
    public void Write(DateTimeOffset now, string category, BindSeverity severity, int messageDebugLevel, int serverDebugLevel, string message)
    {
        if (severity > Severity || (severity == BindSeverity.Debug && messageDebugLevel > (DebugLevel ?? serverDebugLevel)))
        {
            return;
        }
        var level = severity == BindSeverity.Debug
            ? string.Create(CultureInfo.InvariantCulture, $"debug {messageDebugLevel}")
            : severity.ToString().ToLowerInvariant();
        WriteLine(severity, $"{Time(now)}{(PrintCategory ? category + ": " : "")}{(PrintSeverity ? level + ": " : "")}{message}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void WriteLine(BindSeverity severity, string line);

    protected virtual void Dispose(bool disposing)
    {
    }

    private string Time(DateTimeOffset now) => PrintTime switch
    {
        BindLogTime.Local => now.ToString("dd-MMM-yyyy HH:mm:ss.fff ", CultureInfo.InvariantCulture),
        BindLogTime.Iso8601 => now.ToString("yyyy-MM-dd'T'HH:mm:ss.fff ", CultureInfo.InvariantCulture),
        BindLogTime.Iso8601Utc => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z' ", CultureInfo.InvariantCulture),
        _ => "",
    };
}

/// <summary>A channel that drops everything.</summary>
public sealed class NullLogChannel : BindLogChannel
{
    protected override void WriteLine(BindSeverity severity, string line)
    {
    }
}

/// <summary>A channel to standard error, or to another writer.</summary>
public sealed class WriterLogChannel(TextWriter writer) : BindLogChannel
{
    protected override void WriteLine(BindSeverity severity, string line)
    {
        writer.WriteLine(line);
        writer.Flush();
    }
}
