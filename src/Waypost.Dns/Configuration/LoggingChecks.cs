namespace Waypost.Dns.Configuration;

/// <summary>Checks logging channels and the categories that name them.</summary>
internal static class LoggingChecks
{
    private static readonly string[] Severities = ["critical", "error", "warning", "notice", "info", "debug", "dynamic"];

    public static void Check(DnsConfiguration source, List<ConfigurationError> errors)
    {
        foreach (var channel in source.LoggingChannels)
        {
            if (IsBuiltIn(channel.Name))
            {
                Fail("key", $"the channel '{channel.Name}' is built in");
            }
            if (new[] { channel.File is not null, channel.Syslog is not null, channel.Stderr == true, channel.Null == true }.Count(set => set) != 1)
            {
                Fail("$.file", $"channel '{channel.Name}': exactly one of file, syslog, null, and stderr must be present");
            }
            if (channel.Severity is { } severity && !Severities.Contains(severity.Split(' ')[0].ToLowerInvariant()))
            {
                Fail("$.severity", "must be critical, error, warning, notice, info, debug with a level, or dynamic");
            }
            if (channel.PrintTime is not (null or "yes" or "no" or "local" or "iso8601" or "iso8601-utc"))
            {
                Fail("$.printTime", "must be yes, no, local, iso8601 or iso8601-utc");
            }
            if (channel.Suffix is not (null or "increment" or "timestamp"))
            {
                Fail("$.suffix", "must be increment or timestamp");
            }
            if (channel.Versions is < -1 or 0)
            {
                Fail("$.versions", "must be at least 1, or -1 for unlimited");
            }
            if (channel.Size is < 1)
            {
                Fail("$.size", "must be at least 1 byte");
            }

            void Fail(string path, string message) => errors.Add(new(StatementSection.LoggingChannel, channel.Name, path, message));
        }
        var known = source.LoggingChannels.Select(channel => channel.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var (category, channels) in source.Settings.Categories ?? new Dictionary<string, IReadOnlyList<string>>())
        {
            for (var i = 0; i < channels.Count; i++)
            {
                if (!known.Contains(channels[i]) && !IsBuiltIn(channels[i]))
                {
                    errors.Add(new(StatementSection.Settings, "", $"$.categories.{category}[{i}]", $"undefined channel: '{channels[i]}'"));
                }
            }
        }
    }

    public static bool IsBuiltIn(string channel) => channel.ToLowerInvariant() is "default_syslog" or "default_debug" or "default_stderr" or "default_logfile" or "null";
}
