using System.CommandLine;
using Waypost.Cli.Connections;
using Waypost.Cli.Output;
using Waypost.Client;

namespace Waypost.Cli.Commands;

/// <summary><c>waypost logging-channels</c>.</summary>
internal static class LoggingChannelsCommand
{
    private static readonly View<LoggingChannel> View = new(
        new("NAME", channel => channel.Name),
        new("TO", channel => channel.File ?? (channel.Syslog is { } facility ? "syslog " + facility : channel.Stderr == true ? "stderr" : "null")),
        new("SEVERITY", channel => channel.Severity ?? "info"),
        new("SIZE", channel => channel.Size is { } size ? View<LoggingChannel>.Number(size) : ""),
        new("VERSIONS", channel => channel.Versions is { } versions ? View<LoggingChannel>.Number(versions) : ""));

    public static Command Build(GlobalOptions options)
    {
        Argument<string> name = new("name");
        Option<string?> file = new("--file", "-f") { Description = "A file name in the directory for logs" };
        Option<bool?> stderr = new("--stderr") { Description = "Lines go to standard error" };
        Option<bool?> none = new("--null") { Description = "Lines go nowhere" };
        Option<string?> syslog = new("--syslog") { Description = "A facility" };
        Option<int?> versions = new("--versions") { Description = "How many older files are kept; -1 for all" };
        Option<long?> size = new("--size") { Description = "Bytes at which a new file is begun" };
        Option<string?> severity = new("--severity") { Description = "critical, error, warning, notice, info, \"debug n\" or dynamic" };
        Option<string?> printTime = new("--print-time") { Description = "yes, no, local, iso8601 or iso8601-utc" };
        Option<bool?> printCategory = new("--print-category");
        Option<bool?> printSeverity = new("--print-severity");
        Command command = ResourceCommand.Build(options, "logging-channels", "where log lines go", "name", client => client.LoggingChannels, View);
        command.Subcommands.Add(ResourceCommand.Set(
            options, "a logging channel", name, [file, stderr, none, syslog, versions, size, severity, printTime, printCategory, printSeverity], client => client.LoggingChannels,
            parsed => new LoggingChannelPut(
                parsed.GetValue(file), parsed.GetValue(versions), parsed.GetValue(size), Syslog: parsed.GetValue(syslog), Stderr: parsed.GetValue(stderr), Null: parsed.GetValue(none),
                Severity: parsed.GetValue(severity), PrintTime: parsed.GetValue(printTime), PrintCategory: parsed.GetValue(printCategory), PrintSeverity: parsed.GetValue(printSeverity)),
            View));
        return command;
    }
}
