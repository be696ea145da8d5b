using Microsoft.Extensions.Logging;

namespace Waypost.Server.Dns.Logging;

/// <summary>Brings what the server's parts log into BIND's log, under the category that BIND has for such messages.</summary>
public sealed class BindLoggerProvider(BindLog log) : ILoggerProvider
{
    // The first prefix that fits decides; what the listeners say of themselves, BIND says in other words.
    private static readonly (string Prefix, string Category, LogLevel Least)[] Categories =
    [
        ("Waypost.Server.Rndc", "general", LogLevel.Information),
        ("Waypost.Server.Dns.Secondaries", "xfer-in", LogLevel.Information),
        ("Waypost.Server.Dns.Transfers", "xfer-out", LogLevel.Information),
        ("Waypost.Server.Dns.Updates", "update", LogLevel.Information),
        ("Waypost.Server.Dns.Notifications", "notify", LogLevel.Information),
        ("Waypost.Server.Dns.Deferred", "security", LogLevel.Information),
        ("Waypost.Server", "general", LogLevel.Warning),
        ("", "general", LogLevel.Error),
    ];

    public ILogger CreateLogger(string categoryName)
    {
        var (_, category, least) = Array.Find(Categories, entry => categoryName.StartsWith(entry.Prefix, StringComparison.Ordinal));
        return new BindLogger(log, category, least);
    }

    public void Dispose()
    {
    }

    private sealed class BindLogger(BindLog log, string category, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least || (log.DebugLevel > 0 && logLevel >= LogLevel.Debug);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }
            if (state is IReadOnlyList<KeyValuePair<string, object?>> values && BindWording.Of(eventId.Id, values) is { Count: > 0 } lines)
            {
                foreach (var line in lines)
                {
                    log.Write(line.Category, line.Severity, line.Text);
                }
                return;
            }
            var severity = logLevel switch
            {
                LogLevel.Critical => BindSeverity.Critical,
                LogLevel.Error => BindSeverity.Error,
                LogLevel.Warning => BindSeverity.Warning,
                LogLevel.Information => BindSeverity.Info,
                _ => BindSeverity.Debug,
            };
            var text = formatter(state, exception);
            log.Write(category, severity, exception is null ? text : $"{text}: {(log.DebugLevel > 0 ? exception.ToString() : exception.Message)}");
        }
    }
}
