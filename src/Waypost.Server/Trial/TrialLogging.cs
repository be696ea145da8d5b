using Waypost.Dns.NamedConf.Values;
using Waypost.Server.Dns.Logging;

namespace Waypost.Server.Trial;

/// <summary>Makes log channels of the logging statement, with those that BIND has built in.</summary>
public static class TrialLogging
{
    private const int Daemon = 3;

    /// <summary>What the log is before a configuration says otherwise.</summary>
    public static BindLogChannel Initial(TrialOptions options) => options switch
    {
        { Log: TrialLogMode.StandardError } => new WriterLogChannel(Console.Error) { Severity = BindSeverity.Debug, PrintTime = BindLogTime.Local },
        { LogFile: { } file } => LogFile(file),
        _ => new SyslogChannel(Daemon),
    };

    public static void Configure(TrialConfiguration configuration, TrialOptions options, BindLog log)
    {
        Dictionary<string, BindLogChannel> channels = new(StringComparer.OrdinalIgnoreCase)
        {
            ["default_syslog"] = options.LogFile is { } file ? LogFile(file) : new SyslogChannel(Daemon),
            ["default_stderr"] = new WriterLogChannel(Console.Error) { PrintTime = BindLogTime.Local },
            ["default_debug"] = new FileLogChannel(configuration.Resolve("named.run"), FileLogChannel.UnlimitedVersions, 0, false) { Severity = BindSeverity.Debug, PrintTime = BindLogTime.Local },
            ["null"] = new NullLogChannel(),
        };
        foreach (var stated in configuration.Config.LoggingChannels)
        {
            channels[((ConfText)stated.Id!).Text] = Channel(stated, configuration);
        }
        Dictionary<string, IReadOnlyList<BindLogChannel>> routes = new(StringComparer.OrdinalIgnoreCase)
        {
            ["default"] = [channels["default_syslog"]],
        };
        foreach (var (category, names) in configuration.Config.LoggingCategories)
        {
            routes[category] = [.. names.Where(channels.ContainsKey).Select(name => channels[name])];
        }
        log.Publish(new BindLogRoutes(routes));
        // BIND logs queries from the start when their category has a channel.
        if (configuration.Flag("querylog") is null && configuration.Config.LoggingCategories.Any(category => category.Category.Equals("queries", StringComparison.OrdinalIgnoreCase)))
        {
            log.QueryLogging = true;
        }
    }

    private static FileLogChannel LogFile(string file) => new(Path.GetFullPath(file), FileLogChannel.UnlimitedVersions, 0, false)
    {
        Severity = BindSeverity.Debug,
        PrintTime = BindLogTime.Local,
        PrintCategory = true,
        PrintSeverity = true,
    };

    private static BindLogChannel Channel(ConfMap stated, TrialConfiguration configuration)
    {
        var (severity, debug) = stated["severity"] switch
        {
            ConfText { Text: "dynamic" } => (BindSeverity.Debug, (int?)null),
            ConfText word when Enum.TryParse<BindSeverity>(word.Text, ignoreCase: true, out var level) => (level, 0),
            ConfTuple tuple => (BindSeverity.Debug, (int)((ConfNumber)tuple["debug"]).Value),
            _ => (BindSeverity.Info, 0),
        };
        var time = stated["print-time"] switch
        {
            ConfBoolean { Value: true } or ConfText { Text: "local" } => BindLogTime.Local,
            ConfText { Text: "iso8601" } => BindLogTime.Iso8601,
            ConfText { Text: "iso8601-utc" } => BindLogTime.Iso8601Utc,
            _ => BindLogTime.None,
        };
        var (category, level2) = (stated["print-category"] is ConfBoolean { Value: true }, stated["print-severity"] is ConfBoolean { Value: true });
        if (stated["file"] is ConfTuple file)
        {
            var versions = file["versions"] switch { ConfNumber number => (int)number.Value, ConfText => FileLogChannel.UnlimitedVersions, _ => 0 };
            var size = file["size"] is ConfNumber bytes ? (long)bytes.Value : 0;
            return new FileLogChannel(configuration.Resolve(((ConfText)file["file"]).Text), versions, size, file["suffix"] is ConfText { Text: "timestamp" })
            {
                Severity = severity,
                DebugLevel = debug,
                PrintTime = time,
                PrintCategory = category,
                PrintSeverity = level2,
            };
        }
        if (stated["syslog"] is { } syslog)
        {
            return new SyslogChannel(syslog is ConfText { Text: var facility } ? SyslogChannel.Facility(facility) : Daemon)
            {
                Severity = severity,
                DebugLevel = debug,
                PrintTime = time,
                PrintCategory = category,
                PrintSeverity = level2,
            };
        }
        return stated["stderr"] is null
            ? new NullLogChannel()
            : new WriterLogChannel(Console.Error) { Severity = severity, DebugLevel = debug, PrintTime = time, PrintCategory = category, PrintSeverity = level2 };
    }
}
