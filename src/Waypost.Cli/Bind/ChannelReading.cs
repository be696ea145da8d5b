using Waypost.Client;
using Waypost.Dns.NamedConf.Values;

namespace Waypost.Cli.Bind;

/// <summary>A logging channel of named.conf as the API has it.</summary>
internal static class ChannelReading
{
    public static LoggingChannelPut Read(ConfMap channel)
    {
        ConfTuple? file = channel["file"] as ConfTuple;
        return new LoggingChannelPut(
            File: (file?["file"] as ConfText)?.Text is { } path ? Path.GetFileName(path) : null,
            Versions: file?["versions"] switch { ConfNumber number => (int)number.Value, ConfText => -1, _ => null },
            Size: (long?)(file?["size"] as ConfNumber)?.Value,
            Suffix: (file?["suffix"] as ConfText)?.Text,
            Syslog: channel["syslog"] switch { ConfText facility => facility.Text, not null => "daemon", _ => null },
            Stderr: channel["stderr"] is null ? null : true,
            Null: channel["null"] is null ? null : true,
            Severity: channel["severity"]?.ToString(),
            PrintTime: channel["print-time"]?.ToString(),
            PrintCategory: SettingsReading.Flag(channel["print-category"]),
            PrintSeverity: SettingsReading.Flag(channel["print-severity"]),
            Buffered: SettingsReading.Flag(channel["buffered"]));
    }
}
