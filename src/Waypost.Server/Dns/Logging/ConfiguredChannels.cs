using System.Globalization;
using Waypost.Dns.Configuration;

namespace Waypost.Server.Dns.Logging;

/// <summary>Makes the channels that the stored configuration has, and those that BIND has built in.</summary>
public static class ConfiguredChannels
{
    private const int Daemon = 3;

    /// <summary>The channels of each category that has some. Files are in <paramref name="directory"/>, which is made when there is one.</summary>
    public static BindLogRoutes Build(DnsConfiguration configuration, string directory, TextWriter standardError)
    {
        var categories = configuration.Settings.Categories ?? new Dictionary<string, IReadOnlyList<string>>();
        var made = new Dictionary<string, BindLogChannel>(StringComparer.OrdinalIgnoreCase);
        var routes = new Dictionary<string, IReadOnlyList<BindLogChannel>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (category, names) in categories)
        {
            routes[category] = [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(Find)];
        }
        return new BindLogRoutes(routes);

        BindLogChannel Find(string name)
        {
            if (!made.TryGetValue(name, out var channel))
            {
                var stated = configuration.LoggingChannels.FirstOrDefault(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase));
                made[name] = channel = stated is null ? BuiltIn(name, directory, standardError) : Make(stated, directory, standardError);
            }
            return channel;
        }
    }

    private static BindLogChannel BuiltIn(string name, string directory, TextWriter standardError) => name.ToLowerInvariant() switch
    {
        "default_stderr" => new WriterLogChannel(standardError) { PrintTime = BindLogTime.Local },
        "default_syslog" => new SyslogChannel(Daemon),
        "default_debug" or "default_logfile" =>
            new FileLogChannel(PathOf(directory, "named.run"), FileLogChannel.UnlimitedVersions, 0, false) { Severity = BindSeverity.Debug, PrintTime = BindLogTime.Local },
        _ => new NullLogChannel(),
    };

    private static BindLogChannel Make(LoggingChannel stated, string directory, TextWriter standardError)
    {
        var (severity, debug) = SeverityOf(stated.Severity);
        var time = stated.PrintTime switch { "yes" or "local" => BindLogTime.Local, "iso8601" => BindLogTime.Iso8601, "iso8601-utc" => BindLogTime.Iso8601Utc, _ => BindLogTime.None };
        var (category, level) = (stated.PrintCategory ?? false, stated.PrintSeverity ?? false);
        if (stated.File is { } file)
        {
            return new FileLogChannel(PathOf(directory, file), stated.Versions ?? 0, stated.Size ?? 0, stated.Suffix == "timestamp")
            {
                Severity = severity,
                DebugLevel = debug,
                PrintTime = time,
                PrintCategory = category,
                PrintSeverity = level,
            };
        }
        if (stated.Syslog is { } facility)
        {
            return new SyslogChannel(SyslogChannel.Facility(facility)) { Severity = severity, DebugLevel = debug, PrintTime = time, PrintCategory = category, PrintSeverity = level };
        }
        return stated.Stderr == true
            ? new WriterLogChannel(standardError) { Severity = severity, DebugLevel = debug, PrintTime = time, PrintCategory = category, PrintSeverity = level }
            : new NullLogChannel();
    }

    private static (BindSeverity Severity, int? Debug) SeverityOf(string? text) => text?.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        ["dynamic"] => (BindSeverity.Debug, null),
        ["debug", var level] when int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => (BindSeverity.Debug, number),
        [var word] when Enum.TryParse<BindSeverity>(word, ignoreCase: true, out var severity) => (severity, severity == BindSeverity.Debug ? 1 : 0),
        _ => (BindSeverity.Info, 0),
    };

    // The name of a file alone: whoever may configure the server writes nowhere else.
    private static string PathOf(string directory, string file)
    {
        Directory.CreateDirectory(directory);
        return Path.Combine(directory, Path.GetFileName(file));
    }
}
